'use server'

import { cookies } from 'next/headers'

import { cookieOptions, GUEST_COOKIE } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { takeAttempt, takeSendersAttempt } from '@/app/_server/rate-limit'
import { parseInput, runAction, type ActionResult } from '@/app/_server/run-action'
import { DomainError } from '@/domain/domain-error'
import { knock, knockInput } from '@/services/access/knock'

/** Knocks, with the display name that the visitor gave. */
export async function knockAction(_: unknown, form: FormData): Promise<ActionResult<object> & { typed: string }> {
  const given = form.get('displayName')
  const typed = typeof given === 'string' ? given : ''
  const result = await runAction('knock', async () => {
    await takeSendersAttempt('visitor-sender')
    const store = await cookies()
    const link = store.get(GUEST_COOKIE)?.value
    if (link === undefined) throw new DomainError('invitation.unknown')
    await takeAttempt('knock', link)
    const { secret } = await knock(link, parseInput(knockInput, { displayName: typed }))
    store.set(GUEST_COOKIE, secret, cookieOptions(webEnv().PUBLIC_URL))
    return {}
  })
  return { ...result, typed }
}
