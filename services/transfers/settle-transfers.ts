import { withActor, type Transaction } from '@/db/client'
import { lockPerson } from '@/db/queries/people'
import { lockNumber } from '@/db/queries/person-identities'
import { findPerson } from '@/db/queries/shown-persons'
import { closeQuestionsOf, findTransferRequest, selectDueRequests, settleTransferRequest } from '@/db/queries/transfers'
import type { PersonId, TransferRequestId } from '@/domain/ids'
import type { SystemActor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { ELEVATED } from '@/services/system-actors'

import { arrive } from './agree-to-transfer'
import { overtakeRequests } from './refuse-question'
import { settleHome } from './settle-home'

const AT_ONCE_MAX = 200

/**
 * Lets those arrive whose day has come, and ends requests that nobody answered by their last day, each in a transaction
 * of its own.
 */
export async function settleTransfers(
  actor: SystemActor,
  nowMs: number,
): Promise<{ arrived: number; expired: number }> {
  const today = dateOf(nowMs)
  const { arriving, ended } = await withActor(ELEVATED, (tx) => selectDueRequests(tx, today, AT_ONCE_MAX))
  for (const due of arriving) {
    await withActor(ELEVATED, (tx) => letArrive(tx, actor, { ...due, today }))
  }
  for (const due of ended) await withActor(ELEVATED, (tx) => expire(tx, actor, due))
  return { arrived: arriving.length, expired: ended.length }
}

type Due = { requestId: TransferRequestId; numberHash: string }

async function letArrive(
  tx: Transaction,
  actor: SystemActor,
  { requestId, numberHash, arrivingId, today }: Due & { arrivingId: PersonId; today: string },
): Promise<void> {
  await lockNumber(tx, numberHash)
  await lockPerson(tx, arrivingId)
  const { arrivedAt, agreedFromOn } = found(await findTransferRequest(tx, requestId))
  if (arrivedAt !== null || agreedFromOn === null) return
  const person = found(await findPerson(tx, arrivingId))
  // Who asked since then finds the person in another municipality, and can ask again.
  await overtakeRequests(tx, actor, { person, answeredBy: null })
  await settleHome(tx, actor, { person, fromOn: agreedFromOn, today })
  await arrive(tx, requestId)
}

async function expire(tx: Transaction, actor: SystemActor, { requestId, numberHash }: Due): Promise<void> {
  await lockNumber(tx, numberHash)
  if (!(await settleTransferRequest(tx, requestId, { state: 'expired' }))) return
  const request = found(await findTransferRequest(tx, requestId))
  const asked = await closeQuestionsOf(tx, requestId, { state: 'expired' })
  for (const { municipalityId, personId } of [request, ...asked]) {
    await writeAudit(tx, actor, { action: 'transfer.expired', municipalityId, subjectId: personId })
  }
}
