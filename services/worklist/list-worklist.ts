import { withActor, type Transaction } from '@/db/client'
import { countMissingRolls } from '@/db/queries/attendance'
import { listLatestChecks } from '@/db/queries/classroom-checks'
import { listPairedEndpoints } from '@/db/queries/endpoints'
import { selectLessonsOfWorklist, selectNextLessonsAtSites } from '@/db/queries/worklist'
import { standingOfCheck } from '@/domain/checks/assess-check'
import type { EndpointId, LessonId, MunicipalityId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { addDays, dateOf, instantOf } from '@/domain/time'
import { URGENCIES, urgencyOf, type Urgency } from '@/domain/worklist/urgency'

/** What waits for somebody: each kind has one act that ends it. */
export const WORKLIST_KINDS = ['roll-missing', 'lesson-not-held', 'classroom-check', 'lesson-live'] as const

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

/** Older lessons are found in their list: what nobody did in two months is no work of today. */
const BACK_DAYS = 60
const AHEAD_DAYS = 7

/**
 * What waits for the office in the actor's municipalities, by urgency and then by the time it is due: rounds of the
 * roll that nobody took, lessons that nobody held or cancelled, classrooms whose check failed or is missing before
 * a lesson of the next seven days, and lessons that run.
 * @throws DomainError `access.not-allowed`.
 */
export async function listWorklist(actor: Actor, nowMs: number): Promise<WorklistItem[]> {
  assertAllowed(actor, 'attendance.list')
  const items = await withActor(actor, async (tx) => [
    ...(await itemsOfLessons(tx, actor, nowMs)),
    ...(isAllowed(actor, 'endpoint.list') ? await itemsOfClassrooms(tx, actor, nowMs) : []),
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

function startOfDay(nowMs: number, days: number): Date {
  return new Date(instantOf(addDays(dateOf(nowMs), days), '00:00'))
}
