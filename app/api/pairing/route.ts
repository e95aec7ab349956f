import { cookies, headers } from 'next/headers'

import { cookieOptions, ENDPOINT_COOKIE } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeAttempt } from '@/app/_server/rate-limit'
import { runAction } from '@/app/_server/run-action'
import { assertSameOrigin } from '@/app/_server/same-origin'
import { startPairing } from '@/services/access/start-pairing'

/** A wall asks for a code to show; its own secret goes into its cookie. */
export async function POST(): Promise<Response> {
  const result = await runAction('start-pairing', async () => {
    await assertSameOrigin()
    await takeAttempt('start-pairing', (await headers()).get('x-forwarded-for') ?? 'direct')
    const { secret } = await startPairing()
    ;(await cookies()).set(ENDPOINT_COOKIE, secret, cookieOptions(webEnv().PUBLIC_URL))
    return {}
  })
  return Response.json(result.ok ? result : { ok: false, error: { code: result.error.code } }, {
    status: result.ok ? 200 : 429,
  })
}
