import type { SystemActor } from '@/domain/people/actor'

/**
 * In whose name a service writes what the actor was allowed by the permission table but row-level security, which
 * knows only today's municipalities, cannot allow: the new municipality's first role, a person's move to another one.
 * The service has asked for the permission before. Policies know this actor by `is_set_up()`.
 */
export const ELEVATED: SystemActor = { kind: 'system', name: 'set-up' }

/** In whose name it is found out who asks: by a password, a link, an invitation or a paired screen. */
export const SIGN_IN: SystemActor = { kind: 'system', name: 'sign-in' }
