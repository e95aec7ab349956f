import { withActor } from '@/db/client'
import { selectLessonFacts } from '@/db/queries/attendance'
import { selectLeftLive, selectUnassessed, updateLesson } from '@/db/queries/lessons'
import { buildStretches } from '@/domain/attendance/build-stretches'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { MINUTE_MS } from '@/domain/durations'
import { dateOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { assessLesson } from './assess-lesson'

const AT_ONCE = 20

/**
 * Ends lessons that nobody ended, at their planned end plus the tolerance, or at the planned end when they were
 * suspended and never resumed, and assesses ended lessons without attendance.
 * @throws DomainError `access.not-allowed` for anyone but the jobs.
 */
export async function assessDueLessons(actor: Actor): Promise<{ ended: number; assessed: number }> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  const nowMs = Date.now()
  const rules = ruleSetFor(dateOf(nowMs))
  const { left, unassessed } = await withActor(actor, async (tx) => {
    const left = await selectLeftLive(tx, new Date(nowMs - rules.forcedEndMinutes * MINUTE_MS))
    for (const { lessonId, liveAt, endsAt } of left) {
      const facts = await selectLessonFacts(tx, lessonId)
      const { suspensions } = buildStretches(facts, Number.POSITIVE_INFINITY)
      // In a lesson that stayed suspended nobody taught after the planned end, so nobody was absent from it.
      const isSuspended = suspensions.at(-1)?.toMs === Number.POSITIVE_INFINITY
      const toleranceMs = isSuspended ? 0 : rules.overrunToleranceMinutes * MINUTE_MS
      // A lesson that went on after an end is over when it has gone on, at the earliest.
      const wentLiveAtMs = facts.filter(({ kind }) => kind === 'lesson-live').map(({ atMs }) => atMs)
      const endedAtMs = Math.max(endsAt.getTime() + toleranceMs, liveAt?.getTime() ?? 0, ...wentLiveAtMs)
      await updateLesson(tx, lessonId, { endedAt: new Date(endedAtMs) })
      await writeAudit(tx, actor, { action: 'lesson.treated-as-ended', municipalityId: null, subjectId: lessonId })
    }
    return { left: left.map(({ lessonId }) => lessonId), unassessed: await selectUnassessed(tx, AT_ONCE) }
  })
  // One that went on after an end was assessed at that end.
  const due = [...new Set([...left, ...unassessed])]
  for (const lessonId of due) await assessLesson(actor, { lessonId })
  return { ended: left.length, assessed: due.length }
}
