import { cookies } from 'next/headers'

import { languageIn } from '@/domain/languages'
import { answerSent } from '@/app/_server/answer-api'
import { cookieOptions, LANGUAGE_COOKIE, OFFICE_LANGUAGE_COOKIE, YEAR_SECONDS } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeSendersAttempt } from '@/app/_server/rate-limit'
import { HTTP_API } from '@/app/_server/http-api'

const API = HTTP_API['POST /api/language']

/**
 * Stores the language on this device: one for all pages, unless the office does not have it; then the office's is
 * stored separately.
 */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('language-sender')
  return answerSent(incoming, { ...API, admit }, async (_, sent) => {
    const { set, language } = API.body.parse(sent.json())
    const store = await cookies()
    const own = languageIn('participant', store.get(LANGUAGE_COOKIE)?.value)
    const isBeside = set === 'office' && own !== null && languageIn('office', own) === null
    store.set(isBeside ? OFFICE_LANGUAGE_COOKIE : LANGUAGE_COOKIE, language, {
      ...cookieOptions(webEnv().PUBLIC_URL),
      maxAge: YEAR_SECONDS,
    })
    return {}
  })
}
