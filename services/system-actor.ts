import type { SystemActor } from '@/domain/people/actor'

/**
 * In whose name a service writes what the actor was allowed by the permission table but row-level security, which
 * knows only today's municipalities, cannot: the new municipality's first role, a person's move to another one.
 */
export const SET_UP: SystemActor = { kind: 'system', name: 'set-up' }
