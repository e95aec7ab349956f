import { withActor } from '@/db/client'
import { selectLeftLive, selectUnsettled, updateLesson } from '@/db/queries/lessons'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf, MINUTE_MS } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { settleLesson } from './settle-lesson'

const AT_ONCE = 20

/**
 * Ends lessons that nobody ended, at their planned end plus the tolerance, and settles ended lessons that have no
 * attendance yet.
 * @throws DomainError `access.not-allowed` for anyone but the jobs.
 */
export async function settleDueLessons(actor: Actor): Promise<{ ended: number; settled: number }> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  const nowMs = Date.now()
  const rules = ruleSetFor(dateOf(nowMs))
  const { ended, unsettled } = await withActor(actor, async (tx) => {
    const left = await selectLeftLive(tx, new Date(nowMs - rules.forcedEndMinutes * MINUTE_MS))
    for (const { lessonId, liveAt, endsAt } of left) {
      const endedAtMs = Math.max(endsAt.getTime() + rules.overrunToleranceMinutes * MINUTE_MS, liveAt?.getTime() ?? 0)
      await updateLesson(tx, lessonId, { endedAt: new Date(endedAtMs) })
      await writeAudit(tx, actor, { action: 'lesson.treated-as-ended', municipalityId: null, subjectId: lessonId })
    }
    return { ended: left.length, unsettled: await selectUnsettled(tx, AT_ONCE) }
  })
  for (const lessonId of unsettled) await settleLesson(actor, { lessonId })
  return { ended, settled: unsettled.length }
}
