import * as z from 'zod'

import { withActor } from '@/db/client'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { reasonField } from '@/services/fields'
import { personId } from '@/services/ids'

import { getShownPerson } from './get-shown-person'

export const openProtectedInput = z.strictObject({ personId, reason: reasonField })

/**
 * Opens the data of a protected person to the acting member of staff for a quarter of an hour; the log keeps the reason,
 * and the database asks the log.
 * @throws DomainError `people.reason-required`, `access.not-found` also for somebody who is not protected.
 * @source docs/legal-sources.md#protected-identity
 */
export async function openProtected(
  actor: Actor,
  input: z.infer<typeof openProtectedInput>,
): Promise<{ personId: PersonId }> {
  assertAllowed(actor, 'participant.change')
  if (input.reason === '') throw new DomainError('people.reason-required', { field: 'reason' })
  return withActor(actor, async (tx) => {
    const person = await getShownPerson(tx, actor, input.personId)
    if (!person.isProtected) throw new DomainError('access.not-found')
    assertAllowed(actor, 'participant.change', person.homeMunicipalityId)
    await writeAudit(tx, actor, {
      action: 'protected.opened',
      municipalityId: person.homeMunicipalityId,
      subjectId: person.personId,
      details: { reason: input.reason },
    })
    return { personId: person.personId }
  })
}
