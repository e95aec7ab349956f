import type { ActorName, World } from './world'

type Letter = 'A' | 'C' | 'O' | 'T' | 'I' | 'H'

/** Whoever holds one of these roles, wherever it is. */
export function anywhere(...letters: Letter[]): ActorName[] {
  const both = letters.flatMap((letter): ActorName[] => [letter, `${letter}2`])
  return letters.includes('C') ? [...both, 'Cs'] : both
}

export const STAFF: ActorName[] = [...anywhere('A', 'C', 'O', 'T', 'I', 'H'), 'roleless']

/** Who gets a page; everybody else is led away or told that it is not there. */
export type PageRow = {
  path: (world: World) => string
  may: ActorName[] | 'everybody'
  /** It shows nothing itself and leads on. */
  leads?: true
}
