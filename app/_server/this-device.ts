'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

import {
  cookieOptions,
  EARLIER_PERSONS_COOKIE,
  EARLIER_PERSONS_MAX,
  GUEST_COOKIE,
  KEPT_COOKIE,
  PERSON_COOKIE,
  YEAR_SECONDS,
} from './cookies'
import { webEnv } from './env'
import { listLinkSecrets, markOfTab } from './link-secrets'
import { findPerson } from './require-actor'

/** The participant of this tab says that this is their own phone: it remembers them for a year. */
export async function keepDeviceAction(tabMark: unknown): Promise<void> {
  const store = await cookies()
  const secrets = await listLinkSecrets()
  const secret = secrets.find((one) => markOfTab(one) === tabMark) ?? secrets[0]
  if (secret === undefined || !(await findPerson(markOfTab(secret)))) redirect('/learn')
  const options = { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: YEAR_SECONDS }
  store.set(PERSON_COOKIE, secret, options)
  store.set(KEPT_COOKIE, 'yes', options)
  const others = secrets.filter((one) => one !== secret)
  if (others.length > 0) {
    store.set(
      EARLIER_PERSONS_COOKIE,
      others.slice(0, EARLIER_PERSONS_MAX).join(' '),
      cookieOptions(webEnv().PUBLIC_URL),
    )
  }
  redirect('/learn')
}

/** Makes this device forget its participant. Their link or card opens it again. */
export async function leaveDeviceAction(): Promise<void> {
  const store = await cookies()
  for (const name of [PERSON_COOKIE, EARLIER_PERSONS_COOKIE, KEPT_COOKIE]) store.delete(name)
  redirect('/learn?left')
}

/** The same for a guest. */
export async function leaveInvitationAction(): Promise<void> {
  ;(await cookies()).delete(GUEST_COOKIE)
  redirect('/guest?left')
}
