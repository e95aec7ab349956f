import { z } from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { insertMarks, selectMarks } from '@/db/queries/attendance'
import { findLesson, lockLesson, type LessonOverview } from '@/db/queries/lessons'
import { findSite } from '@/db/queries/regions'
import { ROLL_MARKS, ROLL_ROUNDS } from '@/domain/attendance/vocabulary'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { MINUTE_MS } from '@/domain/durations'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { lessonId, personId, siteId } from '@/services/ids'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'
import { enqueueAssessment } from './enqueue-assessment'
import { roundsOf } from './rounds-of'
import { selectRoll } from './select-roll'

const MARKS_MAX = 200

export const takeRollInput = z.strictObject({
  lessonId,
  siteId,
  round: z.enum(ROLL_ROUNDS),
  marks: z
    .array(
      z.strictObject({
        personId,
        mark: z.enum(ROLL_MARKS),
        /** When a late person arrived; null for every other mark. */
        arrivedAt: z.iso.datetime({ offset: true }).nullable(),
      }),
    )
    .min(1)
    .max(MARKS_MAX),
})

type Input = z.infer<typeof takeRollInput>

/**
 * Takes the roll of a site in one round. A mark equal to the latest one changes nothing, so a request can be repeated;
 * a roll taken after the lesson's end queues a new assessment.
 * @throws DomainError `courses.lesson-not-found`, `courses.lesson-cancelled`, `attendance.lesson-not-started`,
 * `attendance.not-on-roll`, `attendance.arrival-outside-lesson`, `input.unknown-choice` for a round that the lesson
 * does not have.
 */
export async function takeRoll(actor: Actor, input: Input): Promise<{ recorded: number }> {
  assertAllowed(actor, 'roll.take')
  if (actor.kind !== 'staff') throw new DomainError('access.not-allowed')
  return withActor(actor, async (tx) => {
    const site = found(await findSite(tx, input.siteId))
    assertAllowedAtSite(actor, 'roll.take', site)
    await lockLesson(tx, input.lessonId)
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    if (!(await roundsOf(tx, lesson)).includes(input.round)) {
      throw new DomainError('input.unknown-choice', { field: 'round' })
    }
    assertRollFits(lesson, input)
    await assertOnRoll(tx, actor, { lesson, site, marks: input.marks })
    const marks = await selectChanged(tx, input)
    await insertMarks(
      tx,
      marks.map((mark) => ({ ...mark, markedBy: actor.staffId })),
    )
    if (marks.length === 0) return { recorded: 0 }
    if (lesson.endedAt !== null) await enqueueAssessment(tx, input.lessonId)
    await writeAudit(tx, actor, {
      action: 'roll.taken',
      municipalityId: site.municipalityId,
      subjectId: input.lessonId,
      details: { siteId: input.siteId, round: input.round, marks: marks.length },
    })
    return { recorded: marks.length }
  })
}

function assertRollFits(lesson: LessonOverview, input: Input): void {
  if (lesson.cancelledAt !== null) throw new DomainError('courses.lesson-cancelled')
  const rules = ruleSetFor(dateOf(lesson.startsAt.getTime()))
  const opensAtMs = lesson.startsAt.getTime() - rules.entryOpensMinutes * MINUTE_MS
  if (Date.now() < opensAtMs) throw new DomainError('attendance.lesson-not-started')
  const closesAtMs = lesson.endsAt.getTime() + rules.overrunToleranceMinutes * MINUTE_MS
  input.marks.forEach((mark, index) => {
    const field = `marks.${index}.arrivedAt`
    const arrivedAtMs = mark.arrivedAt === null ? null : Date.parse(mark.arrivedAt)
    const isInside = arrivedAtMs !== null && arrivedAtMs >= lesson.startsAt.getTime() && arrivedAtMs <= closesAtMs
    if (mark.mark === 'late' ? !isInside : arrivedAtMs !== null) {
      throw new DomainError('attendance.arrival-outside-lesson', { field, personId: mark.personId })
    }
  })
}

type OnRoll = Parameters<typeof selectRoll>[2] & { marks: Input['marks'] }

async function assertOnRoll(tx: Transaction, actor: Actor, { marks, ...place }: OnRoll): Promise<void> {
  const { persons } = await selectRoll(tx, actor, place)
  const onRoll = new Set(persons.map((person) => person.personId))
  const stranger = marks.find((mark) => !onRoll.has(mark.personId))
  if (stranger) throw new DomainError('attendance.not-on-roll', { personId: stranger.personId })
}

async function selectChanged(tx: Transaction, { lessonId: inLesson, siteId: atSite, round, marks }: Input) {
  const before = (await selectMarks(tx, inLesson)).filter((each) => each.round === round)
  return marks
    .map((mark) => ({
      ...mark,
      arrivedAt: mark.arrivedAt === null ? null : new Date(mark.arrivedAt),
      lessonId: inLesson,
      siteId: atSite,
      round,
    }))
    .filter((mark) => {
      const latest = before.findLast((each) => each.personId === mark.personId)
      return latest?.mark !== mark.mark || latest.arrivedAt?.getTime() !== mark.arrivedAt?.getTime()
    })
}
