import type { EndpointId, MunicipalityId, PersonId, SiteId, StaffId } from '../ids'
import type { StaffRole } from './roles'

export type RoleAssignment = { role: StaffRole; municipalityId: MunicipalityId; siteId: SiteId | null }

export type StaffActor = { kind: 'staff'; staffId: StaffId; roles: readonly RoleAssignment[] }
export type PersonActor = { kind: 'person'; personId: PersonId }
export type EndpointActor = { kind: 'endpoint'; endpointId: EndpointId; siteId: SiteId; municipalityId: MunicipalityId }
/** A process of the product itself: the media server's facts, the settlement job, the seed. */
export type SystemActor = { kind: 'system'; name: 'media-server' | 'jobs' | 'set-up' | 'sign-in' }

/** Who asks. Every service takes one as its first argument. */
export type Actor = StaffActor | PersonActor | EndpointActor | SystemActor
