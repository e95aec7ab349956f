import type { ActorName, World } from './world'

type Letter = 'A' | 'C' | 'O' | 'T' | 'I' | 'H'

/** Anyone with one of these roles, wherever it is held. */
export function anywhere(...letters: Letter[]): ActorName[] {
  const both = letters.flatMap((letter): ActorName[] => [letter, `${letter}2`])
  return letters.includes('C') ? [...both, 'Cs'] : both
}

export const STAFF: ActorName[] = [...anywhere('A', 'C', 'O', 'T', 'I', 'H'), 'roleless']

/** Who can open a page; everybody else is redirected or gets a 404. */
export type PageRow = {
  path: (world: World) => string
  may: ActorName[] | 'everybody'
  /** It shows nothing itself and redirects. */
  leads?: true
}
