'use server'

import { figure, optional, text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { correctAttendance, correctAttendanceInput } from '@/services/attendance/correct-attendance'
import { cancelLesson, cancelLessonInput } from '@/services/courses/cancel-lesson'
import { saveLesson, saveLessonInput } from '@/services/courses/save-lesson'

export async function saveLessonAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('save-lesson', form, async (actor) => {
    const input = parseInput(saveLessonInput, {
      lessonId: optional(form, 'lessonId'),
      groupId: text(form, 'groupId'),
      themePart: figure(form, 'themePart') ?? null,
      communicatorId: optional(form, 'communicatorId'),
      date: text(form, 'date'),
      startsAt: text(form, 'startsAt'),
      endsAt: text(form, 'endsAt'),
      breakStartsAt: optional(form, 'breakStartsAt'),
      breakEndsAt: optional(form, 'breakEndsAt'),
    })
    const { lessonId } = await saveLesson(actor, input)
    return { to: `/office/lessons/${lessonId}?done=saved` }
  })
}

export async function cancelLessonAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('cancel-lesson', form, async (actor) => {
    const { lessonId } = await cancelLesson(actor, parseInput(cancelLessonInput, { lessonId: text(form, 'lessonId') }))
    return { to: `/office/lessons/${lessonId}?done=cancelled` }
  })
}

export async function correctAttendanceAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('correct-attendance', form, async (actor) => {
    const input = parseInput(correctAttendanceInput, {
      lessonId: text(form, 'lessonId'),
      handle: text(form, 'handle'),
      presentMinutes: figure(form, 'presentMinutes'),
      excusedMinutes: figure(form, 'excusedMinutes'),
      technicalFailureMinutes: figure(form, 'technicalFailureMinutes'),
      absentMinutes: figure(form, 'absentMinutes'),
      reason: text(form, 'reason'),
    })
    await correctAttendance(actor, input)
    return { to: `/office/lessons/${input.lessonId}?done=corrected` }
  })
}
