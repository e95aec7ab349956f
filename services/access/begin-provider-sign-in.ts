import * as z from 'zod'

import { beginOpenId, type OpenIdChecks } from '@/adapters/openid'
import { withActor } from '@/db/client'
import { findOpenProvider } from '@/db/queries/sign-in-providers'
import { DomainError } from '@/domain/domain-error'
import { providerId } from '@/services/ids'
import { SIGN_IN } from '@/services/system-actors'

import { auditRefusal } from './audit-provider-refusal'
import { faultIn, openIdClientOf } from './openid-client'

export const beginProviderSignInInput = z.strictObject({ providerId })

type Begun = { url: string; checks: OpenIdChecks }

/**
 * Where a browser signs in at a municipality's provider, and what it must keep until it returns to `redirectUri`.
 * @throws DomainError `sign-in.provider-ended`, `sign-in.provider-unavailable`.
 */
export async function beginProviderSignIn(
  input: z.infer<typeof beginProviderSignInInput>,
  redirectUri: string,
): Promise<Begun> {
  const provider = await withActor(SIGN_IN, (tx) => findOpenProvider(tx, input.providerId))
  if (!provider) throw new DomainError('sign-in.provider-ended')
  try {
    return await beginOpenId(openIdClientOf(provider), { redirectUri, groupsClaim: provider.groupsClaim })
  } catch (cause) {
    const fault = faultIn(cause)
    await auditRefusal(provider, fault)
    throw new DomainError('sign-in.provider-unavailable', { fault }, { cause })
  }
}
