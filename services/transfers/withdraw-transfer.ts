import * as z from 'zod'

import { withActor } from '@/db/client'
import { lockNumber } from '@/db/queries/person-identities'
import { closeQuestionsOf, findTransferRequest, settleTransferRequest } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { transferRequestId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'

export const withdrawTransferInput = z.strictObject({ requestId: transferRequestId })

/**
 * Takes a request back that nobody has agreed to.
 * @throws DomainError `transfers.settled` when somebody was faster, `access.not-found`.
 */
export async function withdrawTransfer(
  actor: Actor,
  { requestId }: z.infer<typeof withdrawTransferInput>,
): Promise<{ personId: PersonId }> {
  assertAllowed(actor, 'transfer.ask')
  const request = await withActor(actor, async (tx) => found(await findTransferRequest(tx, requestId)))
  const { municipalityId, personId, numberHash } = request
  assertAllowed(actor, 'transfer.ask', municipalityId)
  return withActor(ELEVATED, async (tx) => {
    await lockNumber(tx, numberHash)
    const isWithdrawn = await settleTransferRequest(tx, requestId, { state: 'withdrawn' })
    if (!isWithdrawn) throw new DomainError('transfers.settled')
    const asked = await closeQuestionsOf(tx, requestId, { state: 'withdrawn' })
    for (const where of [{ municipalityId, personId }, ...asked]) {
      const entry = { municipalityId: where.municipalityId, subjectId: where.personId }
      await writeAudit(tx, actor, { action: 'transfer.withdrawn', ...entry })
    }
    return { personId }
  })
}
