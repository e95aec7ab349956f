import { assertNever } from '../assert-never'
import type { AdmissionState, InvitationKind } from '../courses/invitations'
import type { EndpointId, InvitationId, LessonId, MunicipalityId, PersonId, SiteId, StaffId, VisitorId } from '../ids'
import type { StaffRole } from './roles'

export type RoleAssignment = { role: StaffRole; municipalityId: MunicipalityId; siteId: SiteId | null }

export type StaffActor = { kind: 'staff'; staffId: StaffId; roles: readonly RoleAssignment[] }
export type PersonActor = { kind: 'person'; personId: PersonId }
export type EndpointActor = { kind: 'endpoint'; endpointId: EndpointId; siteId: SiteId; municipalityId: MunicipalityId }
/**
 * Somebody with an invitation, for its one lesson. With an invitation of kind `waiting-room`, each visitor is a separate guest.
 */
export type GuestActor = {
  kind: 'guest'
  guestId: InvitationId | VisitorId
  lessonId: LessonId
  invitedAs: InvitationKind
  admission: AdmissionState
}
/**
 * One of our own processes or steps: the media server's events, jobs, set-up that bypasses row-level security,
 * resolving an actor, placing lessons on nodes, and health checks.
 */
export type SystemActor = {
  kind: 'system'
  name: 'media-server' | 'jobs' | 'set-up' | 'sign-in' | 'placement' | 'health'
}

/** On whose behalf a service runs. Every service takes an actor as its first argument. */
export type Actor = StaffActor | PersonActor | EndpointActor | GuestActor | SystemActor

/** The actor's id, unique within its kind; for a process its name. */
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
