import { cookies } from 'next/headers'

import { answerSent } from '@/app/_server/answer-api'
import {
  cookieOptions,
  EARLIER_PERSONS_COOKIE,
  EARLIER_PERSONS_MAX,
  KEPT_COOKIE,
  LANGUAGE_COOKIE,
  PERSON_COOKIE,
  YEAR_SECONDS,
} from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { countOnlyWrong, takeAttempt, takeSendersAttempt } from '@/app/_server/rate-limit'
import { HTTP_API } from '@/app/_server/http-api'
import { openPersonLink } from '@/services/access/open-person-link'

const API = HTTP_API['POST /api/person-session']

/**
 * Signs a participant in by the secret of their link, which was in the page's fragment and so never in a request line.
 */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('link-sender')
  return answerSent(incoming, { ...API, admit }, async (_, sent) => {
    const input = API.body.parse(sent.json())
    await takeAttempt('open-link', input.secret)
    const { language } = await countOnlyWrong('link-sender', () => openPersonLink(input))
    const store = await cookies()
    const options = cookieOptions(webEnv().PUBLIC_URL)
    const kept = { ...options, maxAge: YEAR_SECONDS }
    const isOwnDevice = store.has(KEPT_COOKIE) && store.get(PERSON_COOKIE)?.value === input.secret
    if (!isOwnDevice) store.delete(KEPT_COOKIE)
    const earlier = [store.get(PERSON_COOKIE), store.get(EARLIER_PERSONS_COOKIE)]
      .flatMap((cookie) => cookie?.value.split(' ') ?? [])
      .filter((secret) => secret !== input.secret)
    if (earlier.length > 0) {
      store.set(EARLIER_PERSONS_COOKIE, [...new Set(earlier)].slice(0, EARLIER_PERSONS_MAX).join(' '), options)
    }
    store.set(PERSON_COOKIE, input.secret, isOwnDevice ? kept : options)
    store.set(LANGUAGE_COOKIE, language, kept)
    return {}
  })
}
