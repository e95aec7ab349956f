'use server'

import { optional, rowsOf, text } from '@/app/_server/form-values'
import { takeAttempt } from '@/app/_server/rate-limit'
import { parseInput } from '@/app/_server/run-action'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { endSessions, endSessionsInput } from '@/services/access/end-sessions'
import { saveStaff, saveStaffInput } from '@/services/people/save-staff'

/** Ends every session of a member of staff, on every device. */
export async function endSessionsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('end-sessions', form, async (actor) => {
    await endSessions(actor, parseInput(endSessionsInput, { staffId: text(form, 'staffId') }))
    return { note: 'sessionsEnded' }
  })
}

export async function saveStaffAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm('save-staff', form, async (actor) => {
    if (optional(form, 'password') !== null) await takeAttempt('set-password', actor.staffId)
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
