import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { findGroup } from '@/db/queries/groups'
import { findLesson, insertLesson, updateLesson } from '@/db/queries/lessons'
import { holdsRole } from '@/db/queries/staff'
import { lessonTimes } from '@/domain/courses/lesson-times'
import { DomainError } from '@/domain/domain-error'
import type { LessonId, StaffId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { THEME_PARTS } from '@/domain/rules/theme-parts'
import { raiseAccessOfFormer } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, timeField } from '@/services/fields'
import { found } from '@/services/found'
import { groupId, lessonId, staffId } from '@/services/ids'
import { mapUniqueViolation } from '@/services/refuse-taken'
import { assertNotBegun } from './assert-not-begun'
import { lessonValues } from './lesson-values'

const TAKEN = { lesson_once: new DomainError('input.already-taken', { field: 'startsAt' }) }

export const saveLessonInput = z.strictObject({
  lessonId: lessonId.nullable(),
  groupId,
  themePart: z.literal(THEME_PARTS).nullable(),
  /** Null means the group's. */
  communicatorId: staffId.nullable(),
  date: dateField,
  startsAt: timeField,
  endsAt: timeField,
  breakStartsAt: timeField.nullable(),
  breakEndsAt: timeField.nullable(),
})

type Input = z.infer<typeof saveLessonInput>

/**
 * Adds a lesson or changes one that has not begun. Times are times of day in the region on `date`.
 * @throws DomainError `courses.theme-part-required`, `courses.theme-part-not-for-sfi`, `courses.time-does-not-exist`,
 * `courses.end-before-start`, `courses.break-outside-lesson`, `courses.lesson-not-found`, `courses.lesson-has-begun`,
 * `courses.lesson-cancelled`, `input.already-taken` for the start, `input.unknown-choice` for the communicator.
 */
export async function saveLesson(actor: Actor, input: Input): Promise<{ lessonId: LessonId }> {
  assertAllowed(actor, 'lesson.change')
  const times = lessonTimes(input.date, input)
  const save = withActor(actor, async (tx) => {
    const group = found(await findGroup(tx, input.groupId))
    assertAllowed(actor, 'lesson.change', group.hostingMunicipalityId)
    assertThemePartFits(input, group.courseKind === 'sfi')
    const communicatorId = input.communicatorId ?? group.communicatorId
    await assertCommunicator(tx, communicatorId, group)
    const values = { ...lessonValues(group, { ...times, themePart: input.themePart }), communicatorId }
    const id = input.lessonId === null ? await insertLesson(tx, values) : await change(tx, input, values)
    await writeAudit(tx, actor, {
      action: 'lesson.saved',
      municipalityId: group.hostingMunicipalityId,
      subjectId: id,
      details: { isNew: input.lessonId === null },
    })
    return { lessonId: id }
  })
  return mapUniqueViolation(TAKEN, save)
}

function assertThemePartFits(input: Input, isSfi: boolean): void {
  if (isSfi && input.themePart !== null) throw new DomainError('courses.theme-part-not-for-sfi', { field: 'themePart' })
  if (!isSfi && input.themePart === null) throw new DomainError('courses.theme-part-required', { field: 'themePart' })
}

type Group = NonNullable<Awaited<ReturnType<typeof findGroup>>>

async function assertCommunicator(tx: Transaction, id: StaffId, group: Group): Promise<void> {
  const held = { role: 'communicator', municipalityId: group.hostingMunicipalityId } as const
  if (id === group.communicatorId || (await holdsRole(tx, id, held))) return
  throw new DomainError('input.unknown-choice', { field: 'communicatorId' })
}

async function change(tx: Transaction, input: Input, values: Parameters<typeof insertLesson>[1]): Promise<LessonId> {
  const lesson = input.lessonId === null ? null : await findLesson(tx, input.lessonId)
  if (!lesson || lesson.groupId !== input.groupId) throw new DomainError('courses.lesson-not-found')
  assertNotBegun(lesson)
  await updateLesson(tx, lesson.lessonId, values)
  if (lesson.communicatorId !== values.communicatorId) await raiseAccessOfFormer(tx, [lesson])
  return lesson.lessonId
}
