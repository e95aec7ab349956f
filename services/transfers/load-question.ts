import type { Transaction } from '@/db/client'
import { selectAssessedLessonIds } from '@/db/queries/attendance'
import { lockPerson } from '@/db/queries/people'
import { lockNumber } from '@/db/queries/person-identities'
import { findPerson } from '@/db/queries/shown-persons'
import { findRequestOfQuestion, findTransferQuestion } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { PersonId, TransferQuestionId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'

/**
 * A question that was put to a municipality of the actor.
 * @throws DomainError `access.not-found`, also for one that was put to others.
 */
export async function getQuestion(tx: Transaction, actor: Actor, questionId: TransferQuestionId) {
  const question = found(await findTransferQuestion(tx, questionId))
  assertAllowed(actor, 'transfer.answer', question.municipalityId)
  return question
}

/**
 * The question with its request and person, locked until the transaction of the set-up ends: everything that settles
 * requests about a number waits for it, and then the person, in this order.
 * @throws DomainError `transfers.settled` when it is no longer open, or the person is no longer the municipality's.
 */
export async function lockQuestion(tx: Transaction, questionId: TransferQuestionId) {
  const request = found(await findRequestOfQuestion(tx, questionId))
  await lockNumber(tx, request.numberHash)
  const question = found(await findTransferQuestion(tx, questionId))
  await lockPerson(tx, question.personId)
  const person = found(await findPerson(tx, question.personId))
  const { state } = found(await findRequestOfQuestion(tx, questionId))
  const isOpen = question.state === 'asked' && state === 'asked'
  if (!isOpen || person.homeMunicipalityId !== question.municipalityId) throw new DomainError('transfers.settled')
  return { question, person, ...request }
}

/** The lessons that a move on a day lets be settled again; none for a day to come. */
export async function lessonsSince(
  tx: Transaction,
  { personId, fromOn, today }: { personId: PersonId; fromOn: string; today: string },
): Promise<number> {
  return fromOn > today ? 0 : (await selectAssessedLessonIds(tx, personId, fromOn)).length
}
