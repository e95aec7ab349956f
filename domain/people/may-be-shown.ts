import type { MunicipalityId, SiteId, StaffId } from '../ids'
import type { Actor } from './actor'
import { isAllowed } from './permissions'

/** The facts about a person that decide who may see them. */
export type ProtectedOrNot = {
  isProtected: boolean
  homeMunicipalityId: MunicipalityId
  /** The municipality to which a transfer is agreed, until its day. */
  awaitedBy?: MunicipalityId | null
}

/**
 * Whether an office may see a person at all. A protected person is visible only to those who may change their data, and
 * once a transfer is agreed to those who will; for everybody else the person does not exist, and refusals are the same as for an unknown id.
 * @source docs/legal-sources.md#protected-identity
 */
export function mayBeShown(actor: Actor, person: ProtectedOrNot): boolean {
  if (!person.isProtected || mayKnowIdentity(actor, person)) return true
  return Boolean(person.awaitedBy) && isAllowed(actor, 'participant.change', person.awaitedBy ?? undefined)
}

/** Whether the actor may see a person's legal identity: given and family name, and that there is a number. */
export function mayKnowIdentity(actor: Actor, { homeMunicipalityId }: Pick<ProtectedOrNot, 'homeMunicipalityId'>) {
  return isAllowed(actor, 'participant.change', homeMunicipalityId)
}

/** Whether a person is named, by display name, in a lesson's records: also to those who taught it. */
export function mayBeNamedInLesson(actor: Actor, person: ProtectedOrNot, lesson: { communicatorId: StaffId }): boolean {
  return (actor.kind === 'staff' && actor.staffId === lesson.communicatorId) || mayBeShown(actor, person)
}

/** Whether a person is named on a site's roll: also to the host of their classroom. */
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
