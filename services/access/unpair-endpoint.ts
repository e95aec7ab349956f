import * as z from 'zod'

import { withActor } from '@/db/client'
import { findEndpointPlace, updateUnpaired } from '@/db/queries/pairing'
import { DomainError } from '@/domain/domain-error'
import type { EndpointId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'

import { raiseAccess } from './raise-access'

export const unpairEndpointInput = z.strictObject({ endpointId: z.uuid().transform((id) => id as EndpointId) })

/**
 * Revokes a screen's right to join lessons; it then shows a new code.
 * @throws DomainError `access.not-allowed`, `access.not-found`.
 */
export async function unpairEndpoint(actor: Actor, { endpointId }: z.infer<typeof unpairEndpointInput>): Promise<void> {
  assertAllowed(actor, 'endpoint.pair')
  await withActor(actor, async (tx) => {
    const endpoint = await findEndpointPlace(tx, endpointId)
    if (!endpoint) throw new DomainError('access.not-found')
    assertAllowedAtSite(actor, 'endpoint.pair', endpoint)
    await updateUnpaired(tx, endpointId, new Date())
    await raiseAccess(tx, { kind: 'endpoint', id: endpointId })
    await writeAudit(tx, actor, {
      action: 'endpoint.unpaired',
      municipalityId: endpoint.municipalityId,
      subjectId: endpointId,
    })
  })
}
