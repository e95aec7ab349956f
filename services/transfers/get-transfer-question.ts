import * as z from 'zod'

import { withActor } from '@/db/client'
import { mayBeShown } from '@/domain/people/may-be-shown'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { findPerson } from '@/db/queries/shown-persons'
import { transferQuestionId } from '@/services/ids'

import { getQuestion, lessonsSince } from './load-question'

export const getTransferQuestionInput = z.strictObject({ questionId: transferQuestionId })

/**
 * A question of another municipality about a person of the actor's: who asks, for which day, and how many lessons a move
 * on that day lets be settled again. `person` is null once the actor may not see them any more.
 * @throws DomainError `access.not-found`.
 */
export async function getTransferQuestion(actor: Actor, input: z.infer<typeof getTransferQuestionInput>) {
  assertAllowed(actor, 'transfer.answer')
  return withActor(actor, async (tx) => {
    const question = await getQuestion(tx, actor, input.questionId)
    const { personId, fromOn } = question
    const one = await findPerson(tx, personId)
    const person = one && mayBeShown(actor, one) ? one : null
    const today = dateOf(Date.now())
    const lessons = person ? await lessonsSince(tx, { personId, fromOn, today }) : 0
    const isOpen = question.state === 'asked' && person?.homeMunicipalityId === question.municipalityId
    return {
      ...question,
      ...{ lessons, isOpen, isOverdue: isOpen && question.dueOn < today },
      person: person && { displayName: person.displayName, isProtected: person.isProtected },
    }
  })
}
