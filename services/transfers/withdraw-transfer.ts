import * as z from 'zod'

import { withActor } from '@/db/client'
import { lockNumber } from '@/db/queries/person-identities'
import { findTransferRequest, settleTransferRequest } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { transferRequestId } from '@/services/ids'

import { enqueueAddressing } from './ask-others'

export const withdrawTransferInput = z.strictObject({ requestId: transferRequestId })

/**
 * Takes a request back that nobody has agreed to. Its questions can no longer be answered, and a job closes them, so that
 * the time of this answer does not say whether there are any.
 * @throws DomainError `transfers.settled` when somebody was faster, `access.not-found`.
 */
export async function withdrawTransfer(
  actor: Actor,
  { requestId }: z.infer<typeof withdrawTransferInput>,
): Promise<{ personId: PersonId }> {
  assertAllowed(actor, 'transfer.ask')
  return withActor(actor, async (tx) => {
    const { municipalityId, personId, numberHash } = found(await findTransferRequest(tx, requestId))
    assertAllowed(actor, 'transfer.ask', municipalityId)
    await lockNumber(tx, numberHash)
    const isWithdrawn = await settleTransferRequest(tx, requestId, { state: 'withdrawn' })
    if (!isWithdrawn) throw new DomainError('transfers.settled')
    await enqueueAddressing(tx, personId)
    await writeAudit(tx, actor, { action: 'transfer.withdrawn', municipalityId, subjectId: personId })
    return { personId }
  })
}
