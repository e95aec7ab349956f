'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { takeAttempt } from '@/app/_server/rate-limit'
import { endSessions, endSessionsInput } from '@/services/access/end-sessions'
import { resetSecondFactor, resetSecondFactorInput } from '@/services/access/reset-second-factor'
import { tieAccount, tieAccountInput, untieAccount } from '@/services/access/tie-account'
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

/** Lets an existing account be opened by a municipality's own sign-in. */
export async function tieAccountAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'tie-account', form, schema: tieAccountInput }, async (actor, input) => {
    await tieAccount(actor, input)
    return { to: `/office/staff/${input.staffId}`, done: 'tied' }
  })
}

export async function untieAccountAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'untie-account', form, schema: tieAccountInput }, async (actor, input) => {
    await untieAccount(actor, input)
    return { to: `/office/staff/${input.staffId}`, done: 'untied' }
  })
}

/** Removes the second factor of somebody who has lost it. */
export async function resetFactorAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'reset-factor', form, schema: resetSecondFactorInput }, async (actor, input) => {
    await resetSecondFactor(actor, input)
    return { to: `/office/staff/${input.staffId}`, done: 'factorReset' }
  })
}
