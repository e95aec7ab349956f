import * as z from 'zod'

import { withActor } from '@/db/client'
import { findGroup, selectPatterns } from '@/db/queries/groups'
import { insertLessons } from '@/db/queries/lessons'
import { PERIOD_DAYS_MAX, planLessons as planInPeriod } from '@/domain/courses/plan-lessons'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { THEME_PARTS } from '@/domain/rules/theme-parts'
import { daysInPeriod } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField } from '@/services/fields'
import { found } from '@/services/found'
import { groupId } from '@/services/ids'
import { lessonValues } from './lesson-values'

export const planLessonsInput = z.strictObject({
  groupId,
  fromOn: dateField,
  untilOn: dateField,
  /** Distributed over the lessons in this order; empty for sfi. */
  themeParts: z.array(z.literal(THEME_PARTS)).max(PERIOD_DAYS_MAX),
})

/**
 * Plans a group's lessons in a period from its weekly patterns. Existing lessons are not changed.
 * @throws DomainError `courses.no-pattern`, `courses.theme-part-required`, `courses.theme-part-not-for-sfi`,
 * `courses.more-parts-than-lessons`, `courses.time-does-not-exist`, `courses.end-before-start`,
 * `claims.period-too-long`.
 */
export async function planLessons(
  actor: Actor,
  input: z.infer<typeof planLessonsInput>,
): Promise<{ planned: number; alreadyThere: number }> {
  assertAllowed(actor, 'lesson.change')
  if (input.untilOn < input.fromOn) throw new DomainError('courses.end-before-start', { field: 'untilOn' })
  if (daysInPeriod(input.fromOn, input.untilOn) > PERIOD_DAYS_MAX)
    throw new DomainError('claims.period-too-long', { field: 'untilOn' })
  return withActor(actor, async (tx) => {
    const group = found(await findGroup(tx, input.groupId))
    assertAllowed(actor, 'lesson.change', group.hostingMunicipalityId)
    const isSfi = group.courseKind === 'sfi'
    if (isSfi && input.themeParts.length > 0)
      throw new DomainError('courses.theme-part-not-for-sfi', { field: 'themeParts' })
    if (!isSfi && input.themeParts.length === 0)
      throw new DomainError('courses.theme-part-required', { field: 'themeParts' })
    const patterns = await selectPatterns(tx, input.groupId)
    if (patterns.length === 0) throw new DomainError('courses.no-pattern', { field: 'groupId' })

    const plan = planInPeriod({ ...input, patterns })
    const added = await insertLessons(
      tx,
      plan.map((lesson) => ({ ...lessonValues(group, lesson), communicatorId: group.communicatorId })),
    )
    await writeAudit(tx, actor, {
      action: 'lessons.planned',
      municipalityId: group.hostingMunicipalityId,
      subjectId: input.groupId,
      details: { fromOn: input.fromOn, untilOn: input.untilOn, planned: added.length },
    })
    return { planned: added.length, alreadyThere: plan.length - added.length }
  })
}
