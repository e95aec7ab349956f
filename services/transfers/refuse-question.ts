import type { Transaction } from '@/db/client'
import {
  answerTransferQuestion,
  closeQuestionsOf,
  hasOpenQuestion,
  selectOpenRequestsAbout,
  settleTransferRequest,
} from '@/db/queries/transfers'
import { writeAudit } from '@/services/audit/write-audit'
import type { MunicipalityId, PersonId, StaffId, TransferQuestionId, TransferRequestId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'

type Person = { personId: PersonId; isProtected: boolean; homeMunicipalityId: MunicipalityId }
type Refusal = {
  question: {
    questionId: TransferQuestionId
    requestId: TransferRequestId
    askingMunicipalityId: MunicipalityId
    askedAboutId: PersonId
  }
  person: Person
  /** Null where the person was transferred to somebody else. */
  reason: string | null
  answeredBy: StaffId | null
}

/** Refuses every question about somebody that still waits: the person was transferred to another municipality. */
export async function overtakeRequests(
  tx: Transaction,
  actor: Actor,
  { person, answeredBy }: Pick<Refusal, 'person' | 'answeredBy'>,
): Promise<void> {
  for (const question of await selectOpenRequestsAbout(tx, person.personId)) {
    await refuseQuestion(tx, actor, { question, person, reason: null, answeredBy })
  }
}

/**
 * Refuses one question. The municipality that asks is told once nobody else can still agree, at once where the person was
 * transferred meanwhile, and never of a protected person: for it the request waits on, like one for a number that nobody has, until its last day.
 */
export async function refuseQuestion(
  tx: Transaction,
  actor: Actor,
  { question, person, reason, answeredBy }: Refusal,
): Promise<void> {
  const { questionId, requestId, askingMunicipalityId, askedAboutId } = question
  await answerTransferQuestion(tx, questionId, { state: 'refused', answer: reason, answeredBy })
  const details = reason === null ? {} : { reason }
  await writeAudit(tx, actor, {
    action: 'transfer.refused',
    municipalityId: person.homeMunicipalityId,
    subjectId: person.personId,
    details,
  })
  const isOvertaken = reason === null
  if (person.isProtected || (!isOvertaken && (await hasOpenQuestion(tx, requestId)))) return
  if (!(await settleTransferRequest(tx, requestId, { state: 'refused', told: reason, isOvertaken }))) return
  await writeAudit(tx, actor, {
    action: 'transfer.refused',
    municipalityId: askingMunicipalityId,
    subjectId: askedAboutId,
    details,
  })
  if (isOvertaken) await closeOthers(tx, actor, requestId)
}

/** Nobody else has to answer a request that is settled. */
export async function closeOthers(tx: Transaction, actor: Actor, requestId: TransferRequestId): Promise<void> {
  for (const { municipalityId, personId } of await closeQuestionsOf(tx, requestId, { state: 'withdrawn' })) {
    await writeAudit(tx, actor, { action: 'transfer.withdrawn', municipalityId, subjectId: personId })
  }
}
