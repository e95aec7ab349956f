import { cookies } from 'next/headers'
import { z } from 'zod'

import { UI_LANGUAGES } from '@/domain/languages'
import { cookieOptions, LANGUAGE_COOKIE } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { runAction } from '@/app/_server/run-action'
import { assertSameOrigin } from '@/app/_server/same-origin'

const request = z.strictObject({ language: z.enum(UI_LANGUAGES) })

/** Remembers the language on this device. */
export async function POST(incoming: Request): Promise<Response> {
  const result = await runAction('choose-language', async () => {
    await assertSameOrigin()
    const { language } = request.parse(await incoming.json().catch(() => null))
    ;(await cookies()).set(LANGUAGE_COOKIE, language, cookieOptions(webEnv().PUBLIC_URL))
    return {}
  })
  return Response.json(result, { status: result.ok ? 200 : 400 })
}
