'use client'

import { leaveInvitationAction } from '@/app/_server/leave-invitation'

import { LeaveButton } from './leave-button'

/** For guests: this device forgets their invitation. */
export function LeaveInvitation() {
  return (
    <form action={leaveInvitationAction}>
      <LeaveButton />
    </form>
  )
}
