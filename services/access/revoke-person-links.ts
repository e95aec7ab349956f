import * as z from 'zod'

import { withActor } from '@/db/client'
import { revokeLinks } from '@/db/queries/person-links'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { getShownPerson } from '@/services/people/get-shown-person'

import { raiseAccess } from './raise-access'

export const revokePersonLinksInput = z.strictObject({ personId: z.uuid().transform((id) => id as PersonId) })

/**
 * Invalidates all cards of a participant immediately.
 * @throws DomainError `access.not-allowed`, `access.not-found`.
 */
export async function revokePersonLinks(
  actor: Actor,
  { personId }: z.infer<typeof revokePersonLinksInput>,
): Promise<void> {
  assertAllowed(actor, 'participant.change')
  await withActor(actor, async (tx) => {
    const person = await getShownPerson(tx, actor, personId)
    assertAllowed(actor, 'participant.change', person.homeMunicipalityId)
    await revokeLinks(tx, personId, new Date())
    await raiseAccess(tx, { kind: 'person', id: personId })
    await writeAudit(tx, actor, {
      action: 'person-link.revoked',
      municipalityId: person.homeMunicipalityId,
      subjectId: personId,
      details: {},
    })
  })
}
