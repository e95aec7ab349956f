import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { insertMarks, selectMarksForRoll } from '@/db/queries/attendance'
import { findLesson, lockLesson, type LessonOverview } from '@/db/queries/lessons'
import { findSite } from '@/db/queries/regions'
import { ROLL_ROUNDS } from '@/domain/attendance/vocabulary'
import { DomainError } from '@/domain/domain-error'
import { MINUTE_MS } from '@/domain/durations'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { lessonId, siteId } from '@/services/ids'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'
import { decideMarks, type Countable, type MarkResult } from './decide-marks'
import { enqueueAssessment } from './enqueue-assessment'
import { newMark } from './new-mark'
import { loadRollPlan, type RollPlan } from './roll-plan'
import { selectRoll, selectVisitors } from './select-roll'

const MARKS_MAX = 200
export const takeRollInput = z.strictObject({
  lessonId,
  siteId,
  round: z.enum(ROLL_ROUNDS),
  marks: z.array(newMark).min(1).max(MARKS_MAX),
})

type Input = z.infer<typeof takeRollInput>

/**
 * Takes the roll of a site in one round, and says of each mark what became of it: one that is refused does not keep the
 * others. A mark that was sent before, or equals the latest one, changes nothing; a mark that would overwrite one that
 * the host has not seen asks first. A roll taken after the lesson's end queues a new assessment.
 * @throws DomainError `courses.lesson-not-found`, `courses.lesson-cancelled`, `attendance.lesson-not-started`,
 * `input.unknown-choice` for a round that the lesson does not have.
 */
export async function takeRoll(actor: Actor, input: Input): Promise<{ recorded: number; marks: MarkResult[] }> {
  assertAllowed(actor, 'roll.take')
  if (actor.kind !== 'staff') throw new DomainError('access.not-allowed')
  return withActor(actor, async (tx) => {
    const nowMs = Date.now()
    const site = found(await findSite(tx, input.siteId))
    assertAllowedAtSite(actor, 'roll.take', site)
    await lockLesson(tx, input.lessonId)
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const plan = await loadRollPlan(tx, lesson, nowMs)
    assertOpen(lesson, plan, nowMs)
    if (!plan.rounds.includes(input.round)) throw new DomainError('input.unknown-choice', { field: 'round' })
    const here = await selectCountable(tx, actor, { lesson, site })
    const before = (await selectMarksForRoll(tx, input)).filter((mark) => mark.round === input.round)
    const { results, added } = decideMarks(input.marks, { plan, nowMs, here, before })
    await insertMarks(
      tx,
      added.map((mark) => ({
        ...{ ...mark, lessonId: input.lessonId, siteId: input.siteId, round: input.round, markedBy: actor.staffId },
      })),
    )
    if (added.length > 0) {
      if (lesson.endedAt !== null) await enqueueAssessment(tx, input.lessonId)
      const visiting = added.filter((mark) => here.get(mark.personId) === 'visiting').length
      await writeAudit(tx, actor, {
        action: 'roll.taken',
        municipalityId: site.municipalityId,
        subjectId: input.lessonId,
        details: {
          ...{ siteId: input.siteId, round: input.round, marks: added.length },
          ...(visiting > 0 && { visiting }),
        },
      })
    }
    return { recorded: added.length, marks: results }
  })
}

function assertOpen(lesson: LessonOverview, { rules }: RollPlan, nowMs: number): void {
  if (lesson.cancelledAt !== null) throw new DomainError('courses.lesson-cancelled')
  const opensAtMs = lesson.startsAt.getTime() - rules.entryOpensMinutes * MINUTE_MS
  if (nowMs < opensAtMs) throw new DomainError('attendance.lesson-not-started')
}

type Place = Parameters<typeof selectRoll>[2]

async function selectCountable(tx: Transaction, actor: Actor, place: Place): Promise<Countable> {
  const { persons } = await selectRoll(tx, actor, place)
  const visitors = await selectVisitors(tx, place)
  return new Map([
    ...[...visitors.keys()].map((id) => [id, 'visiting'] as const),
    ...persons.map((person) => [person.personId, 'enrolled'] as const),
  ])
}
