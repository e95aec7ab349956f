import { cookies } from 'next/headers'

import { answerSent } from '@/app/_server/answer-api'
import { cookieOptions, GUEST_COOKIE } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeSendersAttempt } from '@/app/_server/rate-limit'
import { openInvitation, openInvitationInput } from '@/services/access/open-invitation'

const MAX_BYTES = 1_024

/** Opens an invitation by the secret that stood in the page's fragment, and so was never in a request line. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('link-sender')
  return answerSent(incoming, { name: 'open-invitation', maxBytes: MAX_BYTES, admit }, async (_, sent) => {
    const store = await cookies()
    const input = openInvitationInput.parse(sent.json())
    const { secret } = await openInvitation(input, store.get(GUEST_COOKIE)?.value)
    store.set(GUEST_COOKIE, secret, cookieOptions(webEnv().PUBLIC_URL))
    return {}
  })
}
