import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import {
  insertEntries,
  selectEntries,
  selectLessonFacts,
  selectMarks,
  selectPersonFacts,
  type EntryRow,
} from '@/db/queries/attendance'
import { selectEnrolledPersons } from '@/db/queries/enrolments'
import { findLesson, lockLesson, type LessonOverview } from '@/db/queries/lessons'
import { selectHomesOn } from '@/db/queries/people'
import { findPerson } from '@/db/queries/shown-persons'
import { assessAttendance, type Assessment, type TaughtLesson } from '@/domain/attendance/assess-attendance'
import { buildIntervals } from '@/domain/attendance/build-intervals'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { lessonId } from '@/services/ids'

import { presenceFactOf } from './presence-facts'
import { rulesOf, taughtLesson } from './taught-lesson'

export const assessLessonInput = z.strictObject({ lessonId })

export type LessonAssessment = { persons: number; changed: number }

/**
 * Computes everyone's attendance in an ended lesson from facts and roll, with the rules in force on its date, and
 * writes what differs from the last assessment. A correction stays current. Assessing twice changes nothing.
 * Null when the lesson was never live, was cancelled or has not ended.
 * @throws DomainError `access.not-allowed` for anyone but the jobs, `courses.lesson-not-found`.
 */
export async function assessLesson(
  actor: Actor,
  input: z.infer<typeof assessLessonInput>,
): Promise<LessonAssessment | null> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  return withActor(actor, async (tx) => {
    await lockLesson(tx, input.lessonId)
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    if (lesson.endedAt === null) return null
    const facts = await selectLessonFacts(tx, input.lessonId)
    const taught = taughtLesson(lesson, facts, lesson.endedAt.getTime())
    if (!taught) return null
    const assessed = await assessAll(tx, lesson, taught)
    const entries = changedEntries(lesson, assessed, await selectEntries(tx, input.lessonId))
    const changed = entries.filter((entry) => entry.origin === 'assessed')
    await insertEntries(tx, entries)
    if (entries.length > 0) {
      await writeAudit(tx, actor, {
        action: 'attendance.assessed',
        municipalityId: lesson.hostingMunicipalityId,
        subjectId: input.lessonId,
        details: { persons: assessed.length, changed: changed.length, ruleSetId: rulesOf(lesson).id },
      })
    }
    return { persons: assessed.length, changed: changed.length }
  })
}

type Assessed = { personId: PersonId; homeMunicipalityId: MunicipalityId; assessment: Assessment }

async function assessAll(tx: Transaction, lesson: LessonOverview, taught: TaughtLesson): Promise<Assessed[]> {
  const date = dateOf(taught.startsAtMs)
  const rules = rulesOf(lesson)
  const enrolled = await selectEnrolledPersons(tx, { groupId: lesson.groupId }, date)
  const facts = Map.groupBy(
    (await selectPersonFacts(tx, lesson.lessonId)).flatMap(presenceFactOf),
    (fact) => fact.personId,
  )
  const marks = Map.groupBy(await selectMarks(tx, lesson.lessonId), (mark) => mark.personId)
  const everyone = [...new Set([...enrolled.map((row) => row.personId), ...facts.keys(), ...marks.keys()])].toSorted()
  const homes = await homesOf(tx, everyone, date)
  return everyone.flatMap((personId) => {
    const homeMunicipalityId = homes.get(personId)
    if (!homeMunicipalityId) return []
    const roll = (marks.get(personId) ?? []).map(({ rollMarkId, round, mark, arrivedAt }) => ({
      id: rollMarkId,
      round,
      mark,
      arrivedAtMs: arrivedAt?.getTime() ?? null,
    }))
    const intervals = buildIntervals(facts.get(personId) ?? [], rules)
    return [{ personId, homeMunicipalityId, assessment: assessAttendance(taught, { intervals, roll }, rules) }]
  })
}

/** Somebody with no registration on that date belongs to their present home municipality. */
async function homesOf(tx: Transaction, personIds: readonly PersonId[], date: string) {
  const homes = await selectHomesOn(tx, personIds, date)
  for (const personId of personIds) {
    if (homes.has(personId)) continue
    const person = await findPerson(tx, personId)
    if (person) homes.set(personId, person.homeMunicipalityId)
  }
  return homes
}

function changedEntries(lesson: LessonOverview, assessed: readonly Assessed[], entries: readonly EntryRow[]) {
  return assessed.flatMap(({ personId, homeMunicipalityId, assessment }) => {
    const { pieces, ...minutes } = assessment
    const own = entries.filter((entry) => entry.personId === personId)
    const last = own.findLast((entry) => entry.origin === 'assessed')
    const correction = own.findLast((entry) => entry.origin === 'corrected')
    const base = {
      lessonId: lesson.lessonId,
      personId,
      homeMunicipalityId,
      hostingMunicipalityId: lesson.hostingMunicipalityId,
      themePart: lesson.themePart,
      lessonOn: dateOf(lesson.startsAt.getTime()),
    }
    const current = { ...base, ...minutes, origin: 'assessed' as const, evidence: { pieces } }
    // A correction follows the person, so that it stays current in the municipality that their minutes now belong to.
    const moved =
      correction && correction.homeMunicipalityId !== homeMunicipalityId
        ? [{ ...correctionValues(correction), ...base }]
        : []
    return [...(last && isSame(last, current) ? [] : [current]), ...moved]
  })
}

function correctionValues({
  entryId: _id,
  actorName: _name,
  isCurrent: _current,
  createdAt: _at,
  ...values
}: EntryRow) {
  return values
}

type Compared = Pick<
  EntryRow,
  | 'homeMunicipalityId'
  | 'plannedMinutes'
  | 'presentMinutes'
  | 'excusedMinutes'
  | 'technicalFailureMinutes'
  | 'absentMinutes'
  | 'ruleSetId'
  | 'evidence'
>

function isSame(one: Compared, other: Compared): boolean {
  return comparable(one) === comparable(other)
}

function comparable(entry: Compared): string {
  return JSON.stringify([
    entry.homeMunicipalityId,
    entry.plannedMinutes,
    entry.presentMinutes,
    entry.excusedMinutes,
    entry.technicalFailureMinutes,
    entry.absentMinutes,
    entry.ruleSetId,
    sortedKeys(entry.evidence),
  ])
}

/** Postgres returns an object's keys in its own order. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => sortedKeys(each))
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return pairs.map(([key, each]) => [key, sortedKeys(each)])
}
