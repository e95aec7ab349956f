'use server'

import { redirect } from 'next/navigation'

import { endSessions } from '@/services/access/end-sessions'

import { findStaff } from './require-actor'
import { runAction } from './run-action'
import { forgetSession } from './session'

/** Signs the member of staff out: here, and on every other device. */
export async function signOutAction(): Promise<void> {
  await runAction('sign-out', async () => {
    const staff = await findStaff()
    if (staff) await endSessions(staff.actor, { staffId: staff.actor.staffId })
  })
  await forgetSession()
  redirect('/sign-in')
}
