import { cookies } from 'next/headers'
import { z } from 'zod'

import { languageIn, LANGUAGES_OF } from '@/domain/languages'
import { answerSent } from '@/app/_server/answer-api'
import { cookieOptions, LANGUAGE_COOKIE, OFFICE_LANGUAGE_COOKIE, YEAR_SECONDS } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeSendersAttempt } from '@/app/_server/rate-limit'

const MAX_BYTES = 256

/** `office` chooses for its pages alone, and only among their languages. */
const request = z.union([
  z.strictObject({ set: z.literal('participant').default('participant'), language: z.enum(LANGUAGES_OF.participant) }),
  z.strictObject({ set: z.literal('office'), language: z.enum(LANGUAGES_OF.office) }),
])

/**
 * Remembers the language on this device. It is one for all pages, unless that of the lessons is none of the office's: then
 * the office's is remembered beside it.
 */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('language-sender')
  return answerSent(incoming, { name: 'choose-language', maxBytes: MAX_BYTES, admit }, async (_, sent) => {
    const { set, language } = request.parse(sent.json())
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
