import { withActor, type Transaction } from '@/db/client'
import { countMissingRolls } from '@/db/queries/attendance'
import { listLatestChecks } from '@/db/queries/classroom-checks'
import { listPairedEndpoints } from '@/db/queries/endpoints'
import { selectShownPersons } from '@/db/queries/shown-persons'
import { selectAnsweredRequests, selectOpenQuestions } from '@/db/queries/transfers'
import { selectLessonsOfWorklist, selectNextLessonsAtSites } from '@/db/queries/worklist'
import { standingOfCheck } from '@/domain/checks/assess-check'
import type {
  EndpointId,
  LessonId,
  MunicipalityId,
  PersonId,
  TransferQuestionId,
  TransferRequestId,
} from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { mayBeShown } from '@/domain/people/may-be-shown'
import { assertAllowed, isAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { addDays, dateOf, instantOf } from '@/domain/time'
import { URGENCIES, urgencyOf, type Urgency } from '@/domain/worklist/urgency'

/** What waits for somebody: each kind has one act that ends it. */
export const WORKLIST_KINDS = [
  'roll-missing',
  'lesson-not-held',
  'classroom-check',
  'lesson-live',
  'transfer-asked',
  'transfer-answered',
] as const

type Common = {
  urgency: Urgency
  dueAt: Date
  /** The group, or the classroom. */
  about: string
  municipalityId: MunicipalityId
  municipalityName: string
}
type AboutLesson = Common & { lessonId: LessonId; communicatorName: string; isMine: boolean }
export type WorklistItem =
  | (AboutLesson & { kind: 'roll-missing'; rounds: number })
  | (AboutLesson & { kind: 'lesson-not-held' })
  | (AboutLesson & { kind: 'lesson-live' })
  | (Common & { kind: 'classroom-check'; endpointId: EndpointId; check: 'red' | 'silent' | 'never'; isMine: false })
  | (Common & { kind: 'transfer-asked'; questionId: TransferQuestionId; isMine: false })
  | (Common & { kind: 'transfer-answered'; requestId: TransferRequestId; personId: PersonId; isMine: false })

/** Older lessons are found in their list: what nobody did in two months is no work of today. */
const BACK_DAYS = 60
const AHEAD_DAYS = 7

/**
 * What waits for the office in the actor's municipalities, by urgency and then by the time it is due: rounds of the
 * roll that nobody took, lessons that nobody held or cancelled, classrooms whose check failed or is missing before
 * a lesson of the next seven days, lessons that run, other municipalities that ask for a person, and their answers of the
 * last two weeks.
 * @throws DomainError `access.not-allowed`.
 */
export async function listWorklist(actor: Actor, nowMs: number): Promise<WorklistItem[]> {
  assertAllowed(actor, 'attendance.list')
  const items = await withActor(actor, async (tx) => [
    ...(await itemsOfLessons(tx, actor, nowMs)),
    ...(isAllowed(actor, 'endpoint.list') ? await itemsOfClassrooms(tx, actor, nowMs) : []),
    ...(isAllowed(actor, 'transfer.answer') ? await itemsOfTransfers(tx, actor, nowMs) : []),
  ])
  return items.toSorted(
    (one, other) =>
      URGENCIES.indexOf(one.urgency) - URGENCIES.indexOf(other.urgency) || one.dueAt.getTime() - other.dueAt.getTime(),
  )
}

async function itemsOfLessons(tx: Transaction, actor: Actor, nowMs: number): Promise<WorklistItem[]> {
  const hostIds = municipalitiesWithPermission(actor, 'attendance.list')
  const fromAt = startOfDay(nowMs, -BACK_DAYS)
  const rows = await selectLessonsOfWorklist(tx, hostIds, { fromAt, untilAt: new Date(nowMs) })
  const begun = rows.filter((row) => row.liveAt !== null)
  const missing = await countMissingRolls(
    tx,
    begun.map(({ lessonId }) => lessonId),
    hostIds,
  )
  return rows.flatMap((row): WorklistItem[] => {
    const { lessonId, groupName, municipalityId, municipalityName, communicatorId, communicatorName, endsAt } = row
    const shared = {
      ...{ about: groupName, municipalityId, municipalityName, lessonId, communicatorName },
      ...{ isMine: actor.kind === 'staff' && communicatorId === actor.staffId, dueAt: endsAt },
    }
    if (row.liveAt === null) {
      const isOver = endsAt.getTime() <= nowMs
      const urgency = urgencyOf(endsAt.getTime(), nowMs)
      const mayEnd = isAllowed(actor, 'lesson.change', municipalityId)
      return isOver && urgency && mayEnd ? [{ ...shared, kind: 'lesson-not-held', urgency }] : []
    }
    const live: WorklistItem[] = row.endedAt === null ? [{ ...shared, kind: 'lesson-live', urgency: 'live' }] : []
    const rounds = missing.get(lessonId) ?? 0
    const urgency = urgencyOf(endsAt.getTime(), nowMs)
    if (rounds > 0 && urgency) return [{ ...shared, kind: 'roll-missing', urgency, rounds }, ...live]
    return live
  })
}

async function itemsOfClassrooms(tx: Transaction, actor: Actor, nowMs: number): Promise<WorklistItem[]> {
  const classrooms = await listPairedEndpoints(tx, municipalitiesWithPermission(actor, 'endpoint.list'))
  const latest = await listLatestChecks(
    tx,
    classrooms.map(({ endpointId }) => endpointId),
  )
  const byEndpoint = new Map(latest.map((row) => [row.endpointId, row]))
  const next = await selectNextLessonsAtSites(
    tx,
    classrooms.map(({ siteId }) => siteId),
    { fromAt: new Date(nowMs), untilAt: startOfDay(nowMs, AHEAD_DAYS) },
  )
  return classrooms.flatMap((classroom): WorklistItem[] => {
    const { endpointId, siteId, siteName, municipalityId, municipalityName } = classroom
    const dueAt = next.get(siteId)
    const urgency = dueAt && urgencyOf(dueAt.getTime(), nowMs)
    const check = standingOfCheck(byEndpoint.get(endpointId), nowMs)
    if (!dueAt || !urgency || check === 'green' || check === 'amber') return []
    const shared = { urgency, dueAt, about: siteName, municipalityId, municipalityName }
    return [{ ...shared, kind: 'classroom-check', endpointId, check, isMine: false }]
  })
}

/** The questions that are due first; a municipality that has more waiting answers these first. */
const QUESTIONS_MAX = 100
const ANSWERED_DAYS = 14

async function itemsOfTransfers(tx: Transaction, actor: Actor, nowMs: number): Promise<WorklistItem[]> {
  const answering = municipalitiesWithPermission(actor, 'transfer.answer')
  const asking = municipalitiesWithPermission(actor, 'transfer.ask')
  const questions = await selectOpenQuestions(tx, answering, QUESTIONS_MAX)
  const answered = await selectAnsweredRequests(tx, asking, startOfDay(nowMs, -ANSWERED_DAYS))
  const ids = [...questions, ...answered].map(({ personId }) => personId)
  const shown = new Map((await selectShownPersons(tx, ids)).map((person) => [person.personId, person]))
  const nameOf = (id: PersonId) => {
    const person = shown.get(id)
    return person && mayBeShown(actor, person) ? person.displayName : null
  }
  return [
    ...questions.flatMap((row): WorklistItem[] => {
      const { questionId, municipalityId, municipalityName, dueOn } = row
      const [about, dueAt] = [nameOf(row.personId), endOfDay(dueOn)]
      const urgency = urgencyOf(dueAt.getTime(), nowMs) ?? 'this-week'
      const shared = { urgency, dueAt, municipalityId, municipalityName }
      return about === null ? [] : [{ ...shared, about, kind: 'transfer-asked', questionId, isMine: false }]
    }),
    ...answered.flatMap((row): WorklistItem[] => {
      const { requestId, personId, municipalityId, municipalityName, settledAt } = row
      const about = nameOf(personId)
      const dueAt = startOfDay(settledAt.getTime(), ANSWERED_DAYS)
      const shared = { urgency: 'this-week' as const, dueAt, municipalityId, municipalityName }
      return about === null ? [] : [{ ...shared, about, kind: 'transfer-answered', requestId, personId, isMine: false }]
    }),
  ]
}

/** The last minute of a day, in the region. */
function endOfDay(day: string): Date {
  return new Date(instantOf(day, '23:59'))
}

function startOfDay(nowMs: number, days: number): Date {
  return new Date(instantOf(addDays(dateOf(nowMs), days), '00:00'))
}
