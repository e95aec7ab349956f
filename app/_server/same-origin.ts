import 'server-only'
import { headers } from 'next/headers'

import { DomainError } from '@/domain/domain-error'

import { webEnv } from './env'

/**
 * Refuses a request that another site made in the person's browser. Browsers send one of two headers; a client that
 * sends neither is not a browser, and has no cookies of somebody else's.
 * @throws DomainError `access.not-allowed`.
 */
export async function assertSameOrigin(): Promise<void> {
  const given = await headers()
  const from = given.get('sec-fetch-site')
  if (from !== null && from !== 'same-origin') throw new DomainError('access.not-allowed')
  const origin = given.get('origin')
  if (origin !== null && !isOurs(origin, given.get('host'))) throw new DomainError('access.not-allowed')
}

function isOurs(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false
  const { host: asking } = new URL(origin)
  return asking === host || asking === new URL(webEnv().PUBLIC_URL).host
}
