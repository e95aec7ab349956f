import { and, asc, desc, eq, gte, inArray, isNull, lte, lt, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { Transaction } from '@/db/client'
import { municipalities } from '@/db/schema/regions'
import { transferQuestions, transferRequests } from '@/db/schema/transfers'
import type { MunicipalityId, PersonId, TransferQuestionId, TransferRequestId } from '@/domain/ids'

/*
 * Requests for transfers, and the questions that they put to municipalities. Row-level security shows a municipality the
 * requests that it made and the questions put to it; only the set-up sees which belong together.
 */

const OPEN = 'asked'
/** More than anybody has asked about one person. */
const OF_PERSON_MAX = 50

type NewRequest = typeof transferRequests.$inferInsert

export async function insertTransferRequest(tx: Transaction, values: NewRequest): Promise<TransferRequestId> {
  const [row] = await tx.insert(transferRequests).values(values).returning({ id: transferRequests.id })
  if (!row) throw new Error('the request was not inserted')
  return row.id
}

/** Withdraws the open request about somebody, as their municipality has registered them. */
export async function withdrawRequestOf(tx: Transaction, personId: PersonId): Promise<void> {
  await tx
    .update(transferRequests)
    .set({ state: 'withdrawn', settledAt: sql`now()` })
    .where(and(eq(transferRequests.personId, personId), eq(transferRequests.state, OPEN)))
}

/** The open request about somebody, as their municipality has registered them. */
export async function findOpenRequestOf(tx: Transaction, personId: PersonId) {
  const [row] = await tx
    .select()
    .from(transferRequests)
    .where(and(eq(transferRequests.personId, personId), eq(transferRequests.state, OPEN)))
  return row ?? null
}

/** Withdraws the questions of requests about somebody that were withdrawn. */
export async function closeQuestionsOfWithdrawn(tx: Transaction, personId: PersonId) {
  const withdrawn = tx
    .select({ id: transferRequests.id })
    .from(transferRequests)
    .where(and(eq(transferRequests.personId, personId), eq(transferRequests.state, 'withdrawn')))
  return tx
    .update(transferQuestions)
    .set({ state: 'withdrawn', settledAt: sql`now()` })
    .where(and(inArray(transferQuestions.requestId, withdrawn), eq(transferQuestions.state, OPEN)))
    .returning({ personId: transferQuestions.personId, municipalityId: transferQuestions.municipalityId })
}

export async function findTransferRequest(tx: Transaction, requestId: TransferRequestId) {
  const [row] = await tx.select().from(transferRequests).where(eq(transferRequests.id, requestId))
  return row ?? null
}

/** What was asked about a person, and who is on the way under this id, latest first. */
export async function selectTransferRequests(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      requestId: transferRequests.id,
      personId: transferRequests.personId,
      fromOn: transferRequests.fromOn,
      askedAt: transferRequests.askedAt,
      dueOn: transferRequests.dueOn,
      state: transferRequests.state,
      arrivingId: transferRequests.arrivingId,
      agreedFromOn: transferRequests.agreedFromOn,
      arrivedAt: transferRequests.arrivedAt,
      told: transferRequests.told,
      isOvertaken: transferRequests.isOvertaken,
    })
    .from(transferRequests)
    .where(or(eq(transferRequests.personId, personId), eq(transferRequests.arrivingId, personId)))
    .orderBy(desc(transferRequests.askedAt), desc(transferRequests.id))
    .limit(OF_PERSON_MAX)
}

/** Requests of these municipalities that were answered since a moment. */
export async function selectAnsweredRequests(tx: Transaction, municipalityIds: readonly MunicipalityId[], since: Date) {
  if (municipalityIds.length === 0) return []
  return tx
    .select({
      requestId: transferRequests.id,
      personId: transferRequests.personId,
      municipalityId: transferRequests.municipalityId,
      municipalityName: municipalities.name,
      settledAt: sql<Date>`${transferRequests.settledAt}`.mapWith(transferRequests.settledAt),
    })
    .from(transferRequests)
    .innerJoin(municipalities, eq(municipalities.id, transferRequests.municipalityId))
    .where(
      and(
        inArray(transferRequests.municipalityId, [...municipalityIds]),
        inArray(transferRequests.state, ['agreed', 'refused']),
        gte(transferRequests.settledAt, since),
      ),
    )
    .orderBy(asc(transferRequests.settledAt), asc(transferRequests.id))
}

type Settled = Partial<
  Pick<NewRequest, 'arrivingId' | 'agreedFromOn' | 'told' | 'isOvertaken'> & Pick<NewRequest, 'state'>
>

/** Settles an open request; false when it is no longer open. */
export async function settleTransferRequest(
  tx: Transaction,
  requestId: TransferRequestId,
  settled: Settled,
): Promise<boolean> {
  const rows = await tx
    .update(transferRequests)
    .set({ ...settled, settledAt: sql`now()` })
    .where(and(eq(transferRequests.id, requestId), eq(transferRequests.state, OPEN)))
    .returning({ id: transferRequests.id })
  return rows.length > 0
}

export async function markArrived(tx: Transaction, requestId: TransferRequestId): Promise<void> {
  await tx
    .update(transferRequests)
    .set({ arrivedAt: sql`now()` })
    .where(eq(transferRequests.id, requestId))
}

/** Agreed requests whose day has come, and open ones whose last day has passed; at most `limit` of each. */
export async function selectDueRequests(tx: Transaction, today: string, limit: number) {
  const { id: requestId, numberHash, state, arrivedAt, agreedFromOn, endsOn } = transferRequests
  const arriving = await tx
    .select({ requestId, numberHash, arrivingId: sql<PersonId>`${transferRequests.arrivingId}` })
    .from(transferRequests)
    .where(and(eq(state, 'agreed'), isNull(arrivedAt), lte(agreedFromOn, today)))
    .orderBy(asc(agreedFromOn))
    .limit(limit)
  const ended = await tx
    .select({ requestId, numberHash })
    .from(transferRequests)
    .where(and(eq(state, OPEN), lt(endsOn, today)))
    .orderBy(asc(endsOn))
    .limit(limit)
  return { arriving, ended }
}

type NewQuestion = typeof transferQuestions.$inferInsert

/** A second question about the same person in one request is not asked. */
export async function insertTransferQuestions(
  tx: Transaction,
  values: readonly NewQuestion[],
): Promise<{ personId: PersonId; municipalityId: MunicipalityId }[]> {
  if (values.length === 0) return []
  return tx
    .insert(transferQuestions)
    .values([...values])
    .onConflictDoNothing()
    .returning({ personId: transferQuestions.personId, municipalityId: transferQuestions.municipalityId })
}

const asking = alias(municipalities, 'asking')

function questionsWhere(tx: Transaction, where: SQL | undefined) {
  return tx
    .select({
      questionId: transferQuestions.id,
      personId: transferQuestions.personId,
      municipalityId: transferQuestions.municipalityId,
      municipalityName: municipalities.name,
      askingMunicipalityId: transferQuestions.askingMunicipalityId,
      askingMunicipalityName: asking.name,
      fromOn: transferQuestions.fromOn,
      reason: transferQuestions.reason,
      askedAt: transferQuestions.askedAt,
      dueOn: transferQuestions.dueOn,
      state: transferQuestions.state,
      agreedFromOn: transferQuestions.agreedFromOn,
      answer: transferQuestions.answer,
    })
    .from(transferQuestions)
    .innerJoin(municipalities, eq(municipalities.id, transferQuestions.municipalityId))
    .innerJoin(asking, eq(asking.id, transferQuestions.askingMunicipalityId))
    .where(where)
}

export async function findTransferQuestion(tx: Transaction, questionId: TransferQuestionId) {
  const [row] = await questionsWhere(tx, eq(transferQuestions.id, questionId))
  return row ?? null
}

/** Questions about a person that wait for these municipalities. */
export async function selectQuestionsOfPerson(tx: Transaction, personId: PersonId) {
  return questionsWhere(tx, and(eq(transferQuestions.personId, personId), eq(transferQuestions.state, OPEN)))
    .orderBy(asc(transferQuestions.askedAt), asc(transferQuestions.id))
    .limit(OF_PERSON_MAX)
}

export async function selectOpenQuestions(tx: Transaction, municipalityIds: readonly MunicipalityId[], limit: number) {
  if (municipalityIds.length === 0) return []
  return questionsWhere(
    tx,
    and(inArray(transferQuestions.municipalityId, [...municipalityIds]), eq(transferQuestions.state, OPEN)),
  )
    .orderBy(asc(transferQuestions.dueOn), asc(transferQuestions.id))
    .limit(limit)
}

/** The request of a question, which only the set-up sees together with it. */
export async function findRequestOfQuestion(tx: Transaction, questionId: TransferQuestionId) {
  const [row] = await tx
    .select({ requestId: transferRequests.id, numberHash: transferRequests.numberHash, state: transferRequests.state })
    .from(transferQuestions)
    .innerJoin(transferRequests, eq(transferRequests.id, transferQuestions.requestId))
    .where(eq(transferQuestions.id, questionId))
  return row ?? null
}

type Answer = Pick<NewQuestion, 'state' | 'agreedFromOn' | 'answer' | 'answeredBy'>

export async function answerTransferQuestion(
  tx: Transaction,
  questionId: TransferQuestionId,
  answer: Answer,
): Promise<void> {
  await tx
    .update(transferQuestions)
    .set({ ...answer, settledAt: sql`now()` })
    .where(eq(transferQuestions.id, questionId))
}

/** Closes the open questions of a request; returns whom they were about. */
export async function closeQuestionsOf(
  tx: Transaction,
  requestId: TransferRequestId,
  { state }: { state: 'withdrawn' | 'expired' },
): Promise<{ personId: PersonId; municipalityId: MunicipalityId }[]> {
  return tx
    .update(transferQuestions)
    .set({ state, settledAt: sql`now()` })
    .where(and(eq(transferQuestions.requestId, requestId), eq(transferQuestions.state, OPEN)))
    .returning({ personId: transferQuestions.personId, municipalityId: transferQuestions.municipalityId })
}

/** The open questions about a person, each with its request. */
export async function selectOpenRequestsAbout(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      questionId: transferQuestions.id,
      requestId: transferRequests.id,
      askingMunicipalityId: transferRequests.municipalityId,
      askedAboutId: transferRequests.personId,
    })
    .from(transferQuestions)
    .innerJoin(transferRequests, eq(transferRequests.id, transferQuestions.requestId))
    .where(and(eq(transferQuestions.personId, personId), eq(transferQuestions.state, OPEN)))
    .orderBy(asc(transferRequests.id))
}

/** Whether a request still waits for an answer of anybody. */
export async function hasOpenQuestion(tx: Transaction, requestId: TransferRequestId): Promise<boolean> {
  const rows = await tx
    .select({ id: transferQuestions.id })
    .from(transferQuestions)
    .where(and(eq(transferQuestions.requestId, requestId), eq(transferQuestions.state, OPEN)))
    .limit(1)
  return rows.length > 0
}
