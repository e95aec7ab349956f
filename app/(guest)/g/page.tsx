import type { Metadata } from 'next'

import { OpenInvitation } from './open-invitation'

export const metadata: Metadata = { title: 'Samsal' }

/** A link into one lesson: the secret is after the #. */
export default function InvitationPage() {
  return <OpenInvitation />
}
