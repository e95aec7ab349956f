import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectProviders } from '@/db/queries/sign-in-providers'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { municipalityId } from '@/services/ids'

export const listProvidersInput = z.strictObject({ municipalityId })

/** A municipality's own sign-ins, for its administrators. @throws DomainError `access.not-allowed`. */
export async function listProviders(actor: Actor, input: z.infer<typeof listProvidersInput>) {
  assertAllowed(actor, 'staff.change', input.municipalityId)
  return withActor(actor, (tx) => selectProviders(tx, input.municipalityId))
}
