import 'server-only'
import { createHash } from 'node:crypto'

import { cookies } from 'next/headers'

import { EARLIER_PERSONS_COOKIE, EARLIER_PERSONS_MAX, PERSON_COOKIE } from './cookies'

/** Secrets of the personal links that were opened on this device, the latest first. */
export async function listLinkSecrets(): Promise<string[]> {
  const store = await cookies()
  const latest = store.get(PERSON_COOKIE)?.value
  if (latest === undefined) return []
  // The cookie comes from outside: no more are looked up than we would have kept.
  const earlier = store.get(EARLIER_PERSONS_COOKIE)?.value.split(' ', EARLIER_PERSONS_MAX) ?? []
  return [...new Set([latest, ...earlier])].filter((secret) => secret !== '')
}

const MARK_LENGTH = 16

/** What a tab keeps of whose it is, and may have in its address: it opens nothing, and names nobody. */
export function markOfTab(secret: string): string {
  return createHash('sha256').update(`tab\n${secret}`).digest('hex').slice(0, MARK_LENGTH)
}
