'use server'

import { optional, rowsOf, text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/_server/run-form'
import { saveStaff, saveStaffInput } from '@/services/people/save-staff'

export async function saveStaffAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('save-staff', form, async (actor) => {
    const input = parseInput(saveStaffInput, {
      staffId: optional(form, 'staffId'),
      name: text(form, 'name'),
      email: text(form, 'email'),
      language: text(form, 'language'),
      password: optional(form, 'password'),
      isDisabled: text(form, 'isDisabled') === 'on',
      roles: rowsOf(form, 'roles').map((row) => ({ ...row, siteId: row.siteId === '' ? null : row.siteId })),
    })
    await saveStaff(actor, input)
    return { to: '/office/staff?done=saved' }
  })
}
