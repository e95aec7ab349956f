import 'server-only'
import { headers } from 'next/headers'

import { DomainError } from '@/domain/domain-error'

/** Refuses a request that another site made in the person's browser. @throws DomainError `access.not-allowed`. */
export async function assertSameOrigin(): Promise<void> {
  const from = (await headers()).get('sec-fetch-site')
  if (from !== null && from !== 'same-origin') throw new DomainError('access.not-allowed')
}
