import { assertNever } from '../assert-never'
import type { LessonId, MunicipalityId, PersonId, SiteId, StaffId } from '../ids'
import type { Actor } from '../people/actor'
import { isAllowed, municipalitiesWithPermission, sitesWithPermission } from '../people/permissions'

/** The capacity in which an actor asks for lessons. A participant, a screen and a guest always ask as learners. */
export type AskedAs = 'learner' | 'communicator' | 'site-host' | 'slide-reader'

/** Lessons that share one property. */
export type LessonScope =
  | { kind: 'enrolled'; personId: PersonId }
  | { kind: 'at-site'; siteId: SiteId }
  | { kind: 'at-sites-of'; municipalityIds: readonly MunicipalityId[]; siteIds: readonly SiteId[] }
  | { kind: 'taught-by'; staffId: StaffId }
  | { kind: 'hosted-and-recorded'; municipalityIds: readonly MunicipalityId[] }
  | { kind: 'one'; lessonId: LessonId }

/** The lessons that concern the actor; null where there are none. */
export function lessonScopeFor(actor: Actor, as: AskedAs): LessonScope | null {
  switch (actor.kind) {
    case 'person':
      return { kind: 'enrolled', personId: actor.personId }
    case 'endpoint':
      return { kind: 'at-site', siteId: actor.siteId }
    case 'staff':
      if (as !== 'communicator') {
        return {
          kind: 'at-sites-of',
          ...sitesWithPermission(actor, as === 'slide-reader' ? 'material.read' : 'roll.take'),
        }
      }
      // Somebody who is no longer a communicator teaches nothing, whatever a lesson still says.
      return isAllowed(actor, 'lesson.teach') ? { kind: 'taught-by', staffId: actor.staffId } : null
    case 'guest':
      return actor.admission === 'passed' ? { kind: 'one', lessonId: actor.lessonId } : null
    case 'system':
      return null
    default:
      return assertNever(actor)
  }
}

/** The lessons that the actor teaches, learns in, or hosts a site of. */
export function ownLessonScopes(actor: Actor): LessonScope[] {
  const taught = actor.kind === 'staff' ? lessonScopeFor(actor, 'communicator') : null
  return [taught, lessonScopeFor(actor, 'slide-reader')].filter((scope) => scope !== null)
}

/**
 * The lessons whose slides the actor may read: their own lessons, and those with a recording that they may watch
 * because the municipality hosts them, since a recording shows the slides.
 */
export function readableLessonScopes(actor: Actor): LessonScope[] {
  const municipalityIds = municipalitiesWithPermission(actor, 'recording.watch')
  return [...ownLessonScopes(actor), { kind: 'hosted-and-recorded', municipalityIds }]
}
