import { cookies, headers } from 'next/headers'

import { cookieOptions, GUEST_COOKIE } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeAttempt } from '@/app/_server/rate-limit'
import { runAction } from '@/app/_server/run-action'
import { assertSameOrigin } from '@/app/_server/same-origin'
import { openInvitation, openInvitationInput } from '@/services/access/open-invitation'

/** Opens an invitation by the secret that stood in the page's fragment, and so was never in a request line. */
export async function POST(incoming: Request): Promise<Response> {
  const result = await runAction('open-invitation', async () => {
    await assertSameOrigin()
    await takeAttempt('open-link', (await headers()).get('x-forwarded-for') ?? 'direct')
    const store = await cookies()
    const input = openInvitationInput.parse(await incoming.json().catch(() => null))
    const { secret } = await openInvitation(input, store.get(GUEST_COOKIE)?.value)
    store.set(GUEST_COOKIE, secret, cookieOptions(webEnv().PUBLIC_URL))
    return {}
  })
  if (result.ok) return Response.json(result)
  return Response.json({ ok: false, error: { code: result.error.code } }, { status: 403 })
}
