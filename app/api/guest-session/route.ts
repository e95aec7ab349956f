import { cookies } from 'next/headers'

import { answerSent } from '@/app/_server/answer-api'
import { cookieOptions, GUEST_COOKIE } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { countOnlyWrong, takeSendersAttempt } from '@/app/_server/rate-limit'
import { HTTP_API } from '@/app/_server/http-api'
import { openInvitation } from '@/services/access/open-invitation'

const API = HTTP_API['POST /api/guest-session']

/** Opens an invitation by its secret, which was in the page's fragment and so never in a request line. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('link-sender')
  return answerSent(incoming, { ...API, admit }, async (_, sent) => {
    const store = await cookies()
    const input = API.body.parse(sent.json())
    const kept = store.get(GUEST_COOKIE)?.value
    const { secret } = await countOnlyWrong('link-sender', () => openInvitation(input, kept))
    store.set(GUEST_COOKIE, secret, cookieOptions(webEnv().PUBLIC_URL))
    return {}
  })
}
