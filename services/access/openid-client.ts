import { OpenIdFailed, type OpenIdClient, type OpenIdFault } from '@/adapters/openid'
import type { ProviderId } from '@/domain/ids'
import { serviceEnv } from '@/services/env'
import { seal, unseal } from '@/services/people/seal'

/** Binds a sealed secret to its provider, so that it cannot be moved to another row. */
const contextOf = (providerId: ProviderId) => `sign-in provider ${providerId}`

export function sealClientSecret(providerId: ProviderId, secret: string): Buffer {
  return seal(secret, contextOf(providerId))
}

type Stored = { providerId: ProviderId; issuer: string; clientId: string; sealedSecret: Buffer }

/** What a provider is asked with. */
export function openIdClientOf({ providerId, issuer, clientId, sealedSecret }: Stored): OpenIdClient {
  const clientSecret = unseal(sealedSecret, contextOf(providerId))
  return { issuer, clientId, clientSecret, internalOrigins: serviceEnv().OPENID_INTERNAL_ORIGINS }
}

/** Whether a provider may be at this address; http only where the operator has named its origin. */
export function mayBeIssuer(issuer: string): boolean {
  const { protocol, origin } = new URL(issuer)
  return protocol === 'https:' || serviceEnv().OPENID_INTERNAL_ORIGINS.includes(origin)
}

/** The fault of a failed sign-in or discovery. @throws what is not one. */
export function faultIn(error: unknown): OpenIdFault {
  if (error instanceof OpenIdFailed) return error.fault
  throw error
}
