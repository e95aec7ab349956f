'use server'

import { chosen, optional, rowsOf, text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { endEnrolment, endEnrolmentInput } from '@/services/courses/end-enrolment'
import { enrolPerson, enrolPersonInput } from '@/services/courses/enrol-person'
import { planLessons, planLessonsInput } from '@/services/courses/plan-lessons'
import { saveGroup, saveGroupInput } from '@/services/courses/save-group'

export async function saveGroupAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('save-group', form, async (actor) => {
    const input = parseInput(saveGroupInput, {
      groupId: optional(form, 'groupId'),
      hostingMunicipalityId: text(form, 'hostingMunicipalityId'),
      name: text(form, 'name'),
      courseKind: text(form, 'courseKind'),
      sfiCourse: optional(form, 'sfiCourse'),
      language: text(form, 'language'),
      communicatorId: text(form, 'communicatorId'),
      startsOn: text(form, 'startsOn'),
      endsOn: text(form, 'endsOn'),
      patterns: rowsOf(form, 'patterns').map((row) => ({
        weekday: Number(row.weekday),
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        breakStartsAt: row.breakStartsAt || null,
        breakEndsAt: row.breakEndsAt || null,
      })),
      siteIds: chosen(form, 'siteIds'),
    })
    const { groupId } = await saveGroup(actor, input)
    return { to: `/office/groups/${groupId}?done=saved` }
  })
}

export async function planLessonsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('plan-lessons', form, async (actor) => {
    const input = parseInput(planLessonsInput, {
      groupId: text(form, 'groupId'),
      fromOn: text(form, 'fromOn'),
      untilOn: text(form, 'untilOn'),
      themeParts: chosen(form, 'themeParts').map(Number),
    })
    return { note: 'planned', values: await planLessons(actor, input) }
  })
}

export async function enrolPersonAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('enrol-person', form, async (actor) => {
    const input = parseInput(enrolPersonInput, {
      groupId: text(form, 'groupId'),
      personId: text(form, 'personId'),
      siteId: optional(form, 'siteId'),
      fromOn: text(form, 'fromOn'),
      cameraReason: optional(form, 'cameraReason') ?? undefined,
    })
    await enrolPerson(actor, input)
    return { to: `/office/groups/${input.groupId}?done=enrolled` }
  })
}

export async function endEnrolmentAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('end-enrolment', form, async (actor) => {
    const input = parseInput(endEnrolmentInput, {
      enrolmentId: text(form, 'enrolmentId'),
      untilOn: text(form, 'untilOn'),
    })
    await endEnrolment(actor, input)
    return { to: `/office/groups/${text(form, 'groupId')}?done=enrolmentEnded` }
  })
}
