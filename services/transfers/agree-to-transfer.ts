import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { selectRegistrations, upsertRegistration } from '@/db/queries/people'
import { removeNumber } from '@/db/queries/person-identities'
import { answerTransferQuestion, findTransferRequest, markArrived, settleTransferRequest } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { TransferRequestId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField } from '@/services/fields'
import { found } from '@/services/found'
import { transferQuestionId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'

import { getQuestion, lessonsSince, lockQuestion } from './load-question'
import { closeOthers, overtakeRequests } from './refuse-question'
import { settleHome } from './settle-home'

const LESSONS_MAX = 100_000

export const agreeToTransferInput = z.strictObject({
  questionId: transferQuestionId,
  /** The first day in the other municipality; the proposal may be changed. */
  fromOn: dateField,
  /** How many lessons are settled again, as the actor was told. */
  resettles: z.array(z.coerce.number().int().min(0).max(LESSONS_MAX)).max(1).default([]),
})

type Input = z.infer<typeof agreeToTransferInput>

/**
 * Lets a person go to the municipality that asked. From now until the day of the move both see them; on it they belong to
 * the new one, with everything that is kept of them, and a lesson belongs to the municipality of its own day. For a day
 * that has passed this happens at once, and lessons since then are settled again. Other questions about the person are
 * refused.
 * @throws DomainError `transfers.settled` when somebody was faster, `transfers.before-registration`,
 * `transfers.resettles` with the number of lessons until the actor has confirmed it, `access.not-found`.
 */
export async function agreeToTransfer(actor: StaffActor, input: Input): Promise<{ fromOn: string }> {
  assertAllowed(actor, 'transfer.answer')
  await withActor(actor, (tx) => getQuestion(tx, actor, input.questionId))
  return withActor(ELEVATED, async (tx) => {
    const { question, person, requestId } = await lockQuestion(tx, input.questionId)
    const { fromOn } = input
    const today = dateOf(Date.now())
    const { personId } = person
    const [latest] = await selectRegistrations(tx, personId)
    if (latest && fromOn <= latest.fromOn) throw new DomainError('transfers.before-registration', { field: 'fromOn' })
    const lessons = await lessonsSince(tx, { personId, fromOn, today })
    if (lessons > 0 && input.resettles[0] !== lessons) throw new DomainError('transfers.resettles', { lessons })
    await upsertRegistration(tx, { personId, municipalityId: question.askingMunicipalityId, fromOn })
    const answeredBy = actor.staffId
    await answerTransferQuestion(tx, question.questionId, { state: 'agreed', agreedFromOn: fromOn, answeredBy })
    await settleTransferRequest(tx, requestId, { state: 'agreed', agreedFromOn: fromOn, arrivingId: personId })
    await closeOthers(tx, actor, requestId)
    await overtakeRequests(tx, actor, { person, answeredBy })
    const request = found(await findTransferRequest(tx, requestId))
    const details = lessons > 0 ? { fromOn, lessons } : { fromOn }
    for (const where of [
      { municipalityId: question.municipalityId, subjectId: personId },
      { municipalityId: request.municipalityId, subjectId: request.personId },
    ]) {
      await writeAudit(tx, actor, { action: 'transfer.agreed', ...where, details })
    }
    if (fromOn <= today) {
      await settleHome(tx, actor, { person, fromOn, today })
      await arrive(tx, requestId)
    }
    return { fromOn }
  })
}

/**
 * The person who has arrived brings the number, and with it everything before; the record that the new municipality
 * began with does without it, so that a search by number finds one person.
 */
export async function arrive(tx: Transaction, requestId: TransferRequestId): Promise<void> {
  const { personId, numberHash } = found(await findTransferRequest(tx, requestId))
  await removeNumber(tx, personId, numberHash)
  await markArrived(tx, requestId)
}
