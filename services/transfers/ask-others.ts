import type { Transaction } from '@/db/client'
import { enqueueJob } from '@/db/queries/jobs'
import { insertTransferRequest } from '@/db/queries/transfers'
import { transferDeadlines } from '@/domain/rules/transfer-rules'
import type { MunicipalityId, PersonId, TransferRequestId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'

type Asked = {
  personId: PersonId
  municipalityId: MunicipalityId
  numberHash: string
  /** The day from which the person lives in the municipality that asks. */
  fromOn: string
  reason: string
}

/**
 * Asks every other municipality that has the number to let the person go. What is written here is the same for every number: the
 * municipalities that have it are found by a job, so neither the answer nor its time depends on whether there are any.
 */
export async function askOthers(tx: Transaction, actor: StaffActor, asked: Asked): Promise<TransferRequestId> {
  const { personId, municipalityId, fromOn, reason } = asked
  const requestId = await insertTransferRequest(tx, {
    ...asked,
    ...transferDeadlines(dateOf(Date.now())),
    askedBy: actor.staffId,
  })
  await enqueueAddressing(tx, personId)
  await writeAudit(tx, actor, {
    action: 'transfer.asked',
    municipalityId,
    subjectId: personId,
    details: reason === '' ? { fromOn } : { fromOn, reason },
  })
  return requestId
}

/** Has the questions about a person put, and those of withdrawn requests closed. */
export async function enqueueAddressing(tx: Transaction, personId: PersonId): Promise<void> {
  await enqueueJob(tx, { task: 'address-transfers', payload: { personId }, key: `address-transfers:${personId}` })
}
