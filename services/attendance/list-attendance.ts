import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { selectEntries, selectFactsById, selectMarks, type EntryRow } from '@/db/queries/attendance'
import { selectEnrolledPersons } from '@/db/queries/enrolments'
import { selectGroupSites } from '@/db/queries/groups'
import { findLesson, type LessonOverview } from '@/db/queries/lessons'
import { selectShownPersons } from '@/db/queries/shown-persons'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { mayBeNamedInLesson } from '@/domain/people/may-be-shown'
import { assertAllowed, isAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { lessonId } from '@/services/ids'
import { entryHandleOf } from './entry-handle'
import { evidenceSchema, type Evidence } from './evidence'
import { loadRollPlan } from './roll-plan'

export const listAttendanceInput = z.strictObject({ lessonId })

/**
 * The attendance of a lesson: for each person the current minutes, every correction with author, time and reason, and
 * the spans that explain each minute, with their facts and marks. The hosting municipality sees everyone, others their
 * own residents. Protected persons are named to those who may change their data and to those who taught the lesson; for
 * everybody else they are only counted, in `hiddenCount`. `missingRolls` names the rounds that a site with enrolled
 * persons has not taken.
 * @throws DomainError `courses.lesson-not-found`.
 */
export async function listAttendance(actor: Actor, input: z.infer<typeof listAttendanceInput>) {
  assertAllowed(actor, 'attendance.list')
  return withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const homes = municipalitiesWithPermission(actor, 'attendance.list')
    const seesAll = homes.includes(lesson.hostingMunicipalityId)
    const entries = (await selectEntries(tx, input.lessonId)).filter(
      (entry) => seesAll || homes.includes(entry.homeMunicipalityId),
    )
    const current = entries.filter((entry) => entry.isCurrent)
    const persons = await selectShownPersons(
      tx,
      current.map((entry) => entry.personId),
    )
    const named = persons.filter((person) => mayBeNamedInLesson(actor, person, lesson))
    const marks = await selectMarks(tx, input.lessonId)
    const explain = await explainer(tx, { lesson, current, marks })
    return {
      lesson,
      mayCorrect: isAllowed(actor, 'attendance.correct', lesson.hostingMunicipalityId) && lesson.endedAt !== null,
      missingRolls: seesAll ? await missingRolls(tx, lesson, marks) : [],
      hiddenCount: persons.length - named.length,
      rows: named.flatMap(({ personId, displayName }) => {
        const own = entries.filter((entry) => entry.personId === personId)
        const entry = own.find((each) => each.isCurrent)
        if (!entry) return []
        const corrections = own.filter((each) => each.origin === 'corrected').map(correctionOf)
        const assessed = own.findLast((each) => each.origin === 'assessed')
        return [
          {
            handle: entryHandleOf(lesson.lessonId, personId),
            displayName,
            cardNumber: cardNumberOf(personId),
            origin: entry.origin,
            ...minutesOf(entry),
            ruleSetId: entry.ruleSetId,
            assessed: assessed ? { ...minutesOf(assessed), at: assessed.createdAt } : null,
            corrections,
            pieces: explain(entry),
          },
        ]
      }),
    }
  })
}

function minutesOf(entry: EntryRow) {
  const { plannedMinutes, presentMinutes, excusedMinutes, technicalFailureMinutes, absentMinutes } = entry
  return { plannedMinutes, presentMinutes, excusedMinutes, technicalFailureMinutes, absentMinutes }
}

function correctionOf(entry: EntryRow) {
  return { ...minutesOf(entry), by: entry.actorName, at: entry.createdAt, reason: entry.reason ?? '' }
}

type Mark = Awaited<ReturnType<typeof selectMarks>>[number]
type Fact = Awaited<ReturnType<typeof selectFactsById>>[number]
type Explained = { lesson: LessonOverview; current: readonly EntryRow[]; marks: readonly Mark[] }

/** Reads the facts of all entries in one query, and returns a function that explains one entry. */
async function explainer(tx: Transaction, { lesson, current, marks }: Explained) {
  const pieces = new Map(current.map((entry) => [entry.entryId, evidenceSchema.parse(entry.evidence).pieces]))
  const factIds = [...pieces.values()].flat().flatMap((piece) => ('factIds' in piece ? piece.factIds : []))
  const facts = await selectFactsById(tx, lesson.lessonId, [...new Set(factIds)])
  const factsById = new Map(facts.map((fact) => [fact.factId, fact]))
  const marksById = new Map(marks.map((mark) => [mark.rollMarkId, mark]))
  return (entry: EntryRow) =>
    (pieces.get(entry.entryId) ?? []).map((piece) => explainPiece(piece, { factsById, marksById }))
}

type Sources = { factsById: ReadonlyMap<string, Fact>; marksById: ReadonlyMap<number, Mark> }

function explainPiece(piece: Evidence['pieces'][number], { factsById, marksById }: Sources) {
  const from = new Date(piece.fromMs)
  const to = new Date(piece.toMs)
  if (piece.what === 'device' || piece.what === 'suspended') {
    const facts = piece.factIds.flatMap((id) => factsById.get(id) ?? [])
    return { from, to, what: piece.what, facts }
  }
  const mark = piece.rollMarkId === null ? null : markOf(marksById.get(piece.rollMarkId))
  if (piece.what === 'roll') return { from, to, what: piece.what, mark }
  return { from, to, what: piece.what, counted: piece.counted, mark }
}

function markOf(mark: Mark | undefined) {
  if (!mark) return null
  const { round, arrivedAt, markedByName, markedAt } = mark
  return { round, mark: mark.mark, arrivedAt, markedByName, markedAt }
}

async function missingRolls(tx: Transaction, lesson: LessonOverview, marks: readonly Mark[]) {
  const enrolled = await selectEnrolledPersons(tx, { groupId: lesson.groupId }, dateOf(lesson.startsAt.getTime()))
  const sites = (await selectGroupSites(tx, lesson.groupId)).filter((site) =>
    enrolled.some((row) => row.siteId === site.siteId),
  )
  const { rounds } = await loadRollPlan(tx, lesson, Date.now())
  return sites.flatMap((site) =>
    rounds
      .filter((round) => !marks.some((mark) => mark.siteId === site.siteId && mark.round === round))
      .map((round) => ({ siteId: site.siteId, siteName: site.name, round })),
  )
}
