import * as z from 'zod'

import { askOpenId, type OpenIdFault } from '@/adapters/openid'
import { withActor } from '@/db/client'
import { findProvider, selectProviderRoles } from '@/db/queries/sign-in-providers'
import type { ErrorCode } from '@/domain/error-codes'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { serviceEnv } from '@/services/env'
import { found } from '@/services/found'
import { municipalityId, providerId } from '@/services/ids'

import { faultIn } from './openid-client'

/** Each in words for the administrator, who can do something about it. */
const FAULTS = {
  'not-https': 'providers.not-https',
  'private-address': 'providers.private-address',
  'no-answer': 'providers.no-answer',
  'not-openid': 'providers.not-openid',
  'other-issuer': 'providers.other-issuer',
  'client-refused': 'providers.client-refused',
  refused: 'providers.not-openid',
} as const satisfies Record<OpenIdFault, ErrorCode>

export const getProviderInput = z.strictObject({ municipalityId, providerId })

/**
 * One of a municipality's own sign-ins with its roles, never with its secret. `fault` is what is wrong with the answer
 * of its discovery, which is asked for now; null when it answers as itself.
 * @throws DomainError `access.not-allowed`, `access.not-found`, also for one of another municipality.
 */
export async function getProvider(actor: Actor, input: z.infer<typeof getProviderInput>) {
  assertAllowed(actor, 'staff.change', input.municipalityId)
  const known = await withActor(actor, async (tx) => {
    const provider = found(await findProvider(tx, input.providerId))
    found(provider.municipalityId === input.municipalityId ? provider : null)
    return { ...provider, roles: await selectProviderRoles(tx, provider.providerId) }
  })
  return { ...known, fault: await findFault(known) }
}

/** Discovery needs no secret, and an administrator's page does not read it. */
async function findFault({ issuer, clientId }: { issuer: string; clientId: string }): Promise<ErrorCode | null> {
  const internalOrigins = serviceEnv().OPENID_INTERNAL_ORIGINS
  try {
    await askOpenId({ issuer, clientId, clientSecret: 'not needed', internalOrigins })
    return null
  } catch (error) {
    return FAULTS[faultIn(error)]
  }
}
