import { randomUUID } from 'node:crypto'

import { withActor } from '@/db/client'
import { findGroupByName, findLessonAround, findLessonAt, hasAnyAttendance } from '@/db/queries/by-name'
import { selectEnrolledPersons } from '@/db/queries/enrolments'
import { insertLesson } from '@/db/queries/lessons'
import type { LessonId, PersonId } from '@/domain/ids'
import { lessonTimes } from '@/domain/courses/lesson-times'
import { MINUTE_MS } from '@/domain/durations'
import { addDays, dateOf } from '@/domain/time'
import type { PresenceFact } from '@/protocol/media-events'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { takeRoll } from '@/services/attendance/take-roll'
import { lessonValues } from '@/services/courses/lesson-values'
import { ELEVATED } from '@/services/system-actors'

import { GROUP_OF_TODAY } from './made-up'
import { loadAdministrator } from './make-region'

const THEME_PART = 3
const STARTS_ON_MINUTES = 5
/** With less time left than this, a lesson is not worth showing: another one is created. */
const LEAST_LEFT_MINUTES = 60
const TIMES = { startsAt: '09:00', endsAt: '12:00', breakStartsAt: '10:20', breakEndsAt: '10:40' }
const ENTRY_OPENS_MINUTES = 30

/** Makes sure that the lesson of theme part 3 in Tigrinya is on now: for three hours from now, with a break. */
export async function makeLessonOfToday(nowMs: number): Promise<void> {
  const group = await findGroupOfToday()
  await withActor(ELEVATED, async (tx) => {
    const running = await findLessonAround(
      tx,
      { groupId: group.groupId, themePart: THEME_PART },
      {
        begunBy: new Date(nowMs + ENTRY_OPENS_MINUTES * MINUTE_MS),
        endsAfter: new Date(nowMs + LEAST_LEFT_MINUTES * MINUTE_MS),
      },
    )
    if (running) return
    const step = STARTS_ON_MINUTES * MINUTE_MS
    const startsAtMs = Math.floor(nowMs / step) * step
    const after = (minutes: number) => startsAtMs + minutes * MINUTE_MS
    const times = { startsAtMs, endsAtMs: after(180), break: { fromMs: after(80), toMs: after(100) } }
    await insertLesson(tx, {
      ...lessonValues(group, { ...times, themePart: THEME_PART }),
      communicatorId: group.communicatorId,
    })
  })
}

/** A lesson of last week, taught and assessed, so that there is attendance and a claim to show. */
export async function makeLessonOfLastWeek(nowMs: number): Promise<void> {
  const group = await findGroupOfToday()
  const date = addDays(dateOf(nowMs), -7)
  const times = lessonTimes(date, TIMES)
  const lessonId = await withActor(ELEVATED, async (tx) => {
    if (await hasAnyAttendance(tx)) return null
    const values = { ...lessonValues(group, { ...times, themePart: THEME_PART }), communicatorId: group.communicatorId }
    return (await findLessonAt(tx, group.groupId, values.startsAt)) ?? insertLesson(tx, values)
  })
  if (lessonId === null) return
  const enrolled = await withActor(ELEVATED, (tx) => selectEnrolledPersons(tx, { groupId: group.groupId }, date))
  const sites = Map.groupBy(enrolled, (row) => row.siteId)
  const administrator = await loadAdministrator()
  for (const [siteId, rows] of sites) {
    if (siteId === null) continue
    for (const round of ['start', 'after_break'] as const) {
      const marks = rows.map(({ personId }) => ({
        ...{ markKey: randomUUID(), personId, mark: 'present' as const, arrivedAt: null },
        ...{ agoMs: 0, notBefore: null, replaces: null, isVisiting: false },
      }))
      await takeRoll(administrator, { lessonId, siteId, round, marks })
    }
  }
  const atHome = (sites.get(null) ?? []).map((row) => row.personId)
  const facts = factsOf({ lessonId, startsAtMs: times.startsAtMs }, atHome)
  await receiveMediaEvents({ kind: 'system', name: 'media-server' }, { nodeId: 'demo', facts })
  await assessLesson({ kind: 'system', name: 'jobs' }, { lessonId })
}

async function findGroupOfToday() {
  const group = await withActor(ELEVATED, (tx) => findGroupByName(tx, GROUP_OF_TODAY))
  if (!group) throw new Error(`the demo region has no group ${GROUP_OF_TODAY}`)
  return group
}

/** Taught as planned; participants at home join two minutes late and stay. */
function factsOf(lesson: { lessonId: LessonId; startsAtMs: number }, atHome: readonly PersonId[]): PresenceFact[] {
  const fact = (kind: PresenceFact['kind'], minute: number, personId?: PersonId): PresenceFact => ({
    factId: randomUUID(),
    lessonId: lesson.lessonId,
    kind,
    subject: personId ? { kind: 'person', id: personId } : null,
    peerId: personId ?? null,
    at: new Date(lesson.startsAtMs + minute * MINUTE_MS).toISOString(),
  })
  const ofPeople = atHome.flatMap((personId) => [fact('media-up', 2, personId), fact('left', 180, personId)])
  return [fact('lesson-live', 0), ...ofPeople, fact('lesson-ended', 180)]
}
