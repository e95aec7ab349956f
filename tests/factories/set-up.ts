import type { SystemActor } from '@/domain/people/actor'

export const SET_UP: SystemActor = { kind: 'system', name: 'set-up' }

let made = 0

/** A number that no other factory call in this process got. */
export function nextNumber(): number {
  made += 1
  return made
}
