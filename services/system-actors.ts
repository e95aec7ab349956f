import type { SystemActor } from '@/domain/people/actor'

/**
 * The actor for writes that the permission table allows but row-level security, which only knows today's
 * municipalities, cannot: a new municipality's first role, a person's move to another municipality. The service has
 * checked the permission before. Policies recognise this actor with `is_set_up()`.
 */
export const ELEVATED: SystemActor = { kind: 'system', name: 'set-up' }

/** The actor for identifying a caller: by password, link, invitation or paired screen. */
export const SIGN_IN: SystemActor = { kind: 'system', name: 'sign-in' }
