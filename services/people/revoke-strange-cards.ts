import type { Transaction } from '@/db/client'
import { revokeLinksOfStrangers } from '@/db/queries/person-links'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { rolesAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'

/**
 * Revokes cards of a protected person that were printed by anyone but those who may change their data in the home
 * municipality: somebody who has printed a card can use it, and see where the person learns.
 */
export async function revokeStrangeCards(
  tx: Transaction,
  actor: Actor,
  { personId, homeMunicipalityId }: { personId: PersonId; homeMunicipalityId: MunicipalityId },
): Promise<void> {
  const roles = rolesAllowed('participant.change')
  const revoked = await revokeLinksOfStrangers(tx, personId, { municipalityId: homeMunicipalityId, roles })
  if (revoked === 0) return
  await writeAudit(tx, actor, {
    action: 'person-link.revoked',
    municipalityId: homeMunicipalityId,
    subjectId: personId,
    details: { cards: revoked },
  })
}
