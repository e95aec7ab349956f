'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

import { GUEST_COOKIE } from './cookies'

/** Makes this device forget its guest. Their invitation opens it again. */
export async function leaveInvitationAction(): Promise<void> {
  ;(await cookies()).delete(GUEST_COOKIE)
  redirect('/guest?left')
}
