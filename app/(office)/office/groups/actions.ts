'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { text } from '@/app/_server/form-values'
import { endEnrolment, endEnrolmentInput } from '@/services/courses/end-enrolment'
import { enrolPerson, enrolPersonInput } from '@/services/courses/enrol-person'
import { planLessons, planLessonsInput } from '@/services/courses/plan-lessons'
import { saveGroup, saveGroupInput } from '@/services/courses/save-group'

export async function saveGroupAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-group', form, schema: saveGroupInput }, async (actor, input) => {
    const { groupId } = await saveGroup(actor, input)
    return { to: `/office/groups/${groupId}`, done: 'saved' }
  })
}

export async function planLessonsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'plan-lessons', form, schema: planLessonsInput }, async (actor, input) => ({
    note: 'planned',
    values: await planLessons(actor, input),
  }))
}

export async function enrolPersonAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'enrol-person', form, schema: enrolPersonInput }, async (actor, input) => {
    await enrolPerson(actor, input)
    return { to: `/office/groups/${input.groupId}`, done: 'enrolled' }
  })
}

export async function endEnrolmentAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'end-enrolment', form, schema: endEnrolmentInput }, async (actor, input) => {
    await endEnrolment(actor, input)
    return { to: `/office/groups/${text(form, 'groupId')}`, done: 'enrolmentEnded' }
  })
}
