import * as z from 'zod'

import { withActor } from '@/db/client'
import { findTransferRequest } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { reasonField } from '@/services/fields'
import { found } from '@/services/found'
import { transferQuestionId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'

import { getQuestion, lockQuestion } from './load-question'
import { refuseQuestion } from './refuse-question'

export const refuseTransferInput = z.strictObject({ questionId: transferQuestionId, reason: reasonField })

/**
 * Refuses a transfer, with a reason that the municipality that asked reads; of a protected person it learns nothing.
 * @throws DomainError `people.reason-required`, `transfers.settled` when somebody was faster, `access.not-found`.
 */
export async function refuseTransfer(actor: StaffActor, input: z.infer<typeof refuseTransferInput>): Promise<void> {
  assertAllowed(actor, 'transfer.answer')
  const { questionId, reason } = input
  if (reason === '') throw new DomainError('people.reason-required', { field: 'reason' })
  await withActor(actor, (tx) => getQuestion(tx, actor, questionId))
  await withActor(ELEVATED, async (tx) => {
    const { question, person, requestId } = await lockQuestion(tx, questionId)
    const { personId: askedAboutId } = found(await findTransferRequest(tx, requestId))
    const { askingMunicipalityId } = question
    await refuseQuestion(tx, actor, {
      question: { questionId, requestId, askingMunicipalityId, askedAboutId },
      ...{ person, reason, answeredBy: actor.staffId },
    })
  })
}
