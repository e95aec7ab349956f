import { assertNever } from '../assert-never'
import type { AdmissionState, InvitationKind } from '../courses/invitations'
import type { EndpointId, InvitationId, LessonId, MunicipalityId, PersonId, SiteId, StaffId, VisitorId } from '../ids'
import type { StaffRole } from './roles'

export type RoleAssignment = { role: StaffRole; municipalityId: MunicipalityId; siteId: SiteId | null }

export type StaffActor = { kind: 'staff'; staffId: StaffId; roles: readonly RoleAssignment[] }
export type PersonActor = { kind: 'person'; personId: PersonId }
export type EndpointActor = { kind: 'endpoint'; endpointId: EndpointId; siteId: SiteId; municipalityId: MunicipalityId }
/** Somebody who came by an invitation, for its one lesson. At an open door each visitor is a guest of her own. */
export type GuestActor = {
  kind: 'guest'
  guestId: InvitationId | VisitorId
  lessonId: LessonId
  invitedAs: InvitationKind
  admission: AdmissionState
}
/**
 * A process of the product itself: the media server's facts, jobs, what passes row-level security, finding out who asks,
 * placing lessons on nodes, and the question whether all is well.
 */
export type SystemActor = {
  kind: 'system'
  name: 'media-server' | 'jobs' | 'set-up' | 'sign-in' | 'placement' | 'health'
}

/** Who asks. Every service takes one as its first argument. */
export type Actor = StaffActor | PersonActor | EndpointActor | GuestActor | SystemActor

/** The actor's id among those of its kind; of a process its name. */
export function idOfActor(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return actor.staffId
    case 'person':
      return actor.personId
    case 'endpoint':
      return actor.endpointId
    case 'guest':
      return actor.guestId
    case 'system':
      return actor.name
    default:
      return assertNever(actor)
  }
}
