import * as z from 'zod'

import { withActor } from '@/db/client'
import { findSealedIdentityNumber } from '@/db/queries/person-identities'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { reasonField } from '@/services/fields'
import { found } from '@/services/found'
import { personId } from '@/services/ids'
import { getShownPerson } from './get-shown-person'
import { unsealIdentityNumber } from './seal-identity-number'

export const openIdentityNumberInput = z.strictObject({ personId, reason: reasonField })

/**
 * Shows a participant's identity number to somebody who gives a reason; the opening is audited.
 * @throws DomainError `people.reason-required`, `access.not-found` also when there is no number.
 * @source dataskyddslagen (2018:218) 3 kap. 10 §, docs/legal-sources.md#identity-numbers
 */
export async function openIdentityNumber(
  actor: Actor,
  input: z.infer<typeof openIdentityNumberInput>,
): Promise<{ identityNumber: string }> {
  assertAllowed(actor, 'participant.open-identity-number')
  if (input.reason === '') throw new DomainError('people.reason-required', { field: 'reason' })
  return withActor(actor, async (tx) => {
    const person = await getShownPerson(tx, actor, input.personId)
    assertAllowed(actor, 'participant.open-identity-number', person.homeMunicipalityId)
    const sealed = found(await findSealedIdentityNumber(tx, input.personId))
    await writeAudit(tx, actor, {
      action: 'identity-number.opened',
      municipalityId: person.homeMunicipalityId,
      subjectId: input.personId,
      details: { reason: input.reason },
    })
    return { identityNumber: unsealIdentityNumber(sealed) }
  })
}
