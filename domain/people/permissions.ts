import { DomainError } from '../domain-error'
import type { LessonId, MunicipalityId, SiteId } from '../ids'
import type { Actor, GuestActor } from './actor'
import type { StaffRole } from './roles'

/** What staff may do, within the municipalities where they hold the role. Anything not listed is denied. */
const PERMISSIONS = {
  'municipality.list': ['administrator', 'coordinator', 'case_officer', 'communicator', 'interpreter', 'site_host'],
  'municipality.change': ['administrator'],
  'site.change': ['administrator', 'coordinator'],
  'staff.list': ['administrator', 'coordinator'],
  'staff.change': ['administrator'],
  'participant.list': ['administrator', 'coordinator', 'case_officer'],
  'participant.change': ['administrator', 'case_officer', 'coordinator'],
  'participant.open-identity-number': ['administrator', 'case_officer'],
  'participant.extract': ['administrator'],
  'participant.print-card': ['administrator', 'case_officer', 'coordinator', 'site_host'],
  'transfer.ask': ['administrator', 'case_officer', 'coordinator'],
  'transfer.answer': ['administrator', 'case_officer', 'coordinator'],
  'group.list': ['administrator', 'coordinator', 'case_officer', 'communicator', 'interpreter', 'site_host'],
  'group.change': ['administrator', 'coordinator'],
  'enrolment.change': ['administrator', 'coordinator', 'case_officer'],
  'lesson.change': ['administrator', 'coordinator'],
  'lesson.teach': ['communicator'],
  'lesson.invite': ['administrator', 'coordinator', 'communicator'],
  'endpoint.list': ['administrator', 'coordinator', 'site_host'],
  'endpoint.pair': ['administrator', 'coordinator', 'site_host'],
  'roll.take': ['site_host', 'coordinator', 'administrator'],
  'attendance.list': ['administrator', 'coordinator', 'case_officer', 'communicator'],
  'attendance.correct': ['communicator', 'coordinator', 'administrator'],
  'question.list': ['administrator', 'coordinator', 'case_officer'],
  'material.read': ['site_host'],
  'recording.watch': ['administrator', 'coordinator'],
  'recording.delete': ['administrator', 'coordinator'],
  'operations.watch': ['administrator', 'coordinator'],
  'claim.export': ['administrator'],
  'audit.list': ['administrator'],
} as const satisfies Record<string, readonly StaffRole[]>

export type Permission = keyof typeof PERMISSIONS

/** The places where the actor holds a role with `permission`. */
export function rolesAllowed(permission: Permission): readonly StaffRole[] {
  return PERMISSIONS[permission]
}

/** Municipalities in which the actor may do `permission`; empty for anyone who is not staff. */
export function municipalitiesWithPermission(actor: Actor, permission: Permission): MunicipalityId[] {
  if (actor.kind !== 'staff') return []
  const allowed: readonly StaffRole[] = PERMISSIONS[permission]
  const found = actor.roles.filter((held) => allowed.includes(held.role)).map((held) => held.municipalityId)
  return [...new Set(found)]
}

/** Whether the actor may do `permission` in the municipality, or in any when none is named. */
export function isAllowed(actor: Actor, permission: Permission, municipalityId?: MunicipalityId): boolean {
  const where = municipalitiesWithPermission(actor, permission)
  return municipalityId === undefined ? where.length > 0 : where.includes(municipalityId)
}

/** @throws DomainError `access.not-allowed` when the actor may not do `permission` (there). */
export function assertAllowed(actor: Actor, permission: Permission, municipalityId?: MunicipalityId): void {
  if (!isAllowed(actor, permission, municipalityId)) throw new DomainError('access.not-allowed')
}

/** Whether the actor was invited to lead this lesson as a substitute. */
export function isSubstituteIn(actor: Actor, lessonId: LessonId): actor is GuestActor {
  return actor.kind === 'guest' && actor.invitedAs === 'substitute' && actor.lessonId === lessonId
}

/** Where the actor may do things at a site: whole municipalities, and single sites for hosts of one site. */
export function sitesWithPermission(
  actor: Actor,
  permission: Permission,
): { municipalityIds: MunicipalityId[]; siteIds: SiteId[] } {
  if (actor.kind !== 'staff') return { municipalityIds: [], siteIds: [] }
  const wide = { ...actor, roles: actor.roles.filter((held) => held.siteId === null) }
  const allowed: readonly StaffRole[] = PERMISSIONS[permission]
  const siteIds = actor.roles.flatMap((held) => (held.siteId && allowed.includes(held.role) ? [held.siteId] : []))
  return { municipalityIds: municipalitiesWithPermission(wide, permission), siteIds }
}

/** Whether the actor may do `permission` at this site: a role for another site does not count. */
export function isAllowedAtSite(
  actor: Actor,
  permission: Permission,
  site: { siteId: SiteId; municipalityId: MunicipalityId },
): boolean {
  const { municipalityIds, siteIds } = sitesWithPermission(actor, permission)
  return municipalityIds.includes(site.municipalityId) || siteIds.includes(site.siteId)
}
