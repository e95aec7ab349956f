import { cookies } from 'next/headers'

import { answerApi } from '@/app/_server/answer-api'
import { cookieOptions, ENDPOINT_COOKIE, YEAR_SECONDS } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeSendersAttempt } from '@/app/_server/rate-limit'
import { HTTP_API } from '@/app/_server/http-api'
import { startPairing } from '@/services/access/start-pairing'

/** A screen requests a pairing code; its secret is stored in its cookie. */
export async function POST(): Promise<Response> {
  return answerApi(HTTP_API['POST /api/pairing'], async () => {
    await takeSendersAttempt('pairing-sender')
    const { secret } = await startPairing()
    ;(await cookies()).set(ENDPOINT_COOKIE, secret, { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: YEAR_SECONDS })
    return {}
  })
}
