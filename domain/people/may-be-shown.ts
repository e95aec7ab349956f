import type { MunicipalityId, SiteId, StaffId } from '../ids'
import type { Actor } from './actor'
import { isAllowed } from './permissions'

/** What of a person decides who may be told of them. */
export type ProtectedOrNot = { isProtected: boolean; homeMunicipalityId: MunicipalityId }

/**
 * Whether an office may be told of a person at all. Of a protected person nobody is told but those who may change their
 * data; for everybody else they are not there, and refusals are those for somebody who does not exist.
 * @source docs/legal-sources.md#protected-identity
 */
export function mayBeShown(actor: Actor, person: ProtectedOrNot): boolean {
  return !person.isProtected || mayKnowIdentity(actor, person)
}

/** Whether the actor may know who a person is by law: given and family name, and that there is a number. */
export function mayKnowIdentity(actor: Actor, { homeMunicipalityId }: Pick<ProtectedOrNot, 'homeMunicipalityId'>) {
  return isAllowed(actor, 'participant.change', homeMunicipalityId)
}

/** Whether a person is named, by the name that is shown, in what a lesson leaves behind: also to whoever taught it. */
export function mayBeNamedInLesson(actor: Actor, person: ProtectedOrNot, lesson: { communicatorId: StaffId }): boolean {
  return (actor.kind === 'staff' && actor.staffId === lesson.communicatorId) || mayBeShown(actor, person)
}

/** Whether a person is named on the roll of a site: also to the host who has them in the room. */
export function mayBeOnRoll(
  actor: Actor,
  person: ProtectedOrNot,
  site: { siteId: SiteId; municipalityId: MunicipalityId },
): boolean {
  const isHost =
    actor.kind === 'staff' &&
    actor.roles.some(
      ({ role, municipalityId, siteId }) =>
        role === 'site_host' && municipalityId === site.municipalityId && (siteId === null || siteId === site.siteId),
    )
  return isHost || mayBeShown(actor, person)
}
