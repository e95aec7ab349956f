import { cookies } from 'next/headers'

import { answerSent } from '@/app/_server/answer-api'
import {
  cookieOptions,
  EARLIER_PERSONS_COOKIE,
  EARLIER_PERSONS_MAX,
  KEPT_COOKIE,
  PERSON_COOKIE,
  YEAR_SECONDS,
} from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { HTTP_API } from '@/app/_server/http-api'
import { listLinkSecrets, markOfTab } from '@/app/_server/link-secrets'
import { takeSendersAttempt } from '@/app/_server/rate-limit'
import { findPerson } from '@/app/_server/require-actor'
import { DomainError } from '@/domain/domain-error'

const API = HTTP_API['POST /api/device']

/**
 * The participant of a tab says that this is their own phone, which remembers them for a year, or this device forgets its
 * participants: their link or card opens it again.
 */
export async function POST(incoming: Request): Promise<Response> {
  const admit = () => takeSendersAttempt('device-sender')
  return answerSent(incoming, { ...API, admit }, async (_, sent) => {
    const wish = API.body.parse(sent.json())
    await (wish.isOwn ? keepDevice(wish.tabMark) : leaveDevice())
    return {}
  })
}

/** @throws DomainError `access.not-signed-in` when this device knows nobody, or their link was revoked. */
async function keepDevice(tabMark: string): Promise<void> {
  const store = await cookies()
  const secrets = await listLinkSecrets()
  const secret = secrets.find((one) => markOfTab(one) === tabMark) ?? secrets[0]
  if (secret === undefined || !(await findPerson(markOfTab(secret)))) throw new DomainError('access.not-signed-in')
  const session = cookieOptions(webEnv().PUBLIC_URL)
  const kept = { ...session, maxAge: YEAR_SECONDS }
  store.set(PERSON_COOKIE, secret, kept)
  store.set(KEPT_COOKIE, 'yes', kept)
  const others = secrets.filter((one) => one !== secret).slice(0, EARLIER_PERSONS_MAX)
  if (others.length > 0) store.set(EARLIER_PERSONS_COOKIE, others.join(' '), session)
}

async function leaveDevice(): Promise<void> {
  const store = await cookies()
  for (const name of [PERSON_COOKIE, EARLIER_PERSONS_COOKIE, KEPT_COOKIE]) store.delete(name)
}
