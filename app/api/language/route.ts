import { cookies } from 'next/headers'
import { z } from 'zod'

import { UI_LANGUAGES } from '@/domain/languages'
import { answerSent } from '@/app/_server/answer-api'
import { cookieOptions, LANGUAGE_COOKIE, YEAR_SECONDS } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeSendersAttempt } from '@/app/_server/rate-limit'

const MAX_BYTES = 256

const request = z.strictObject({ language: z.enum(UI_LANGUAGES) })

/** Remembers the language on this device. */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('language-sender')
  return answerSent(incoming, { name: 'choose-language', maxBytes: MAX_BYTES, admit }, async (_, sent) => {
    const { language } = request.parse(sent.json())
    ;(await cookies()).set(LANGUAGE_COOKIE, language, { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: YEAR_SECONDS })
    return {}
  })
}
