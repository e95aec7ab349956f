import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId, SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { isAllowedAtSite, type Permission } from '@/domain/people/permissions'

type Place = { siteId: SiteId; municipalityId: MunicipalityId }

/**
 * For actions at one site: a role for another site does not count.
 * @throws DomainError `access.not-allowed`.
 */
export function assertAllowedAtSite(actor: Actor, permission: Permission, place: Place): void {
  if (!isAllowedAtSite(actor, permission, place)) throw new DomainError('access.not-allowed')
}
