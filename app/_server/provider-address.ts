import 'server-only'
import type { ProviderId } from '@/domain/ids'

import { webEnv } from './env'

/** What is registered at a provider: its own address for each, so that no provider's answer arrives at another's. */
export function callbackAddress(id: ProviderId): string {
  return `${startAddress(id)}/callback`
}

/** A link that begins the sign-in, for a page of the municipality's own. */
export function startAddress(id: ProviderId): string {
  return new URL(`/api/sign-in/${id}`, webEnv().PUBLIC_URL).href
}
