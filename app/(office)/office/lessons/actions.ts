'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { correctAttendance, correctAttendanceInput } from '@/services/attendance/correct-attendance'
import { cancelLesson, cancelLessonInput } from '@/services/courses/cancel-lesson'
import { saveLesson, saveLessonInput } from '@/services/courses/save-lesson'

export async function saveLessonAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-lesson', form, schema: saveLessonInput }, async (actor, input) => {
    const { lessonId } = await saveLesson(actor, input)
    return { to: `/office/lessons/${lessonId}`, done: 'saved' }
  })
}

export async function cancelLessonAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'cancel-lesson', form, schema: cancelLessonInput }, async (actor, input) => {
    const { lessonId } = await cancelLesson(actor, input)
    return { to: `/office/lessons/${lessonId}`, done: 'cancelled' }
  })
}

export async function correctAttendanceAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'correct-attendance', form, schema: correctAttendanceInput }, async (actor, input) => {
    await correctAttendance(actor, input)
    return { to: `/office/lessons/${input.lessonId}`, done: 'corrected' }
  })
}
