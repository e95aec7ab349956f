import { cookies, headers } from 'next/headers'

import { cookieOptions, LANGUAGE_COOKIE, PERSON_COOKIE } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeAttempt } from '@/app/_server/rate-limit'
import { runAction } from '@/app/_server/run-action'
import { assertSameOrigin } from '@/app/_server/same-origin'
import { openPersonLink, openPersonLinkInput } from '@/services/access/open-person-link'

/** Signs a participant in by the secret of her link, which came in the page's fragment and so was never in a request line. */
export async function POST(incoming: Request): Promise<Response> {
  const result = await runAction('open-link', async () => {
    await assertSameOrigin()
    await takeAttempt('open-link', (await headers()).get('x-forwarded-for') ?? 'direct')
    const input = openPersonLinkInput.parse(await incoming.json().catch(() => null))
    const { language } = await openPersonLink(input)
    const store = await cookies()
    const options = cookieOptions(webEnv().PUBLIC_URL)
    store.set(PERSON_COOKIE, input.secret, options)
    store.set(LANGUAGE_COOKIE, language, options)
    return {}
  })
  if (result.ok) return Response.json(result)
  return Response.json({ ok: false, error: { code: result.error.code } }, { status: 403 })
}
