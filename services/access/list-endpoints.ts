import type * as z from 'zod'

import { withActor } from '@/db/client'
import { ENDPOINT_SORTS, selectEndpoints } from '@/db/queries/endpoints'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { answerPage, listInput } from '@/services/list-input'

export const listEndpointsInput = listInput(ENDPOINT_SORTS, {})

/**
 * The paired screens of the actor's municipalities.
 * @throws DomainError `access.not-allowed`.
 */
export async function listEndpoints(actor: Actor, input: z.infer<typeof listEndpointsInput>) {
  assertAllowed(actor, 'endpoint.list')
  const municipalityIds = municipalitiesWithPermission(actor, 'endpoint.list')
  return answerPage(input, (paging) => withActor(actor, (tx) => selectEndpoints(tx, municipalityIds, paging)))
}
