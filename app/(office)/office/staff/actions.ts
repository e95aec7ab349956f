'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { takeAttempt } from '@/app/_server/rate-limit'
import { endSessions, endSessionsInput } from '@/services/access/end-sessions'
import { saveStaff, saveStaffInput } from '@/services/people/save-staff'

/** Ends every session of a member of staff, on every device. */
export async function endSessionsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'end-sessions', form, schema: endSessionsInput }, async (actor, input) => {
    await endSessions(actor, input)
    return { note: 'sessionsEnded' }
  })
}

export async function saveStaffAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-staff', form, schema: saveStaffInput }, async (actor, input) => {
    if (input.password !== null) await takeAttempt('set-password', actor.staffId)
    await saveStaff(actor, input)
    return { to: '/office/staff', done: 'saved' }
  })
}
