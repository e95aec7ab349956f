import * as z from 'zod'

import { withActor } from '@/db/client'
import { insertEndpoint, lockWaitingCode, updatePaired } from '@/db/queries/pairing'
import { findSite } from '@/db/queries/regions'
import { DomainError } from '@/domain/domain-error'
import type { EndpointId, SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { plainDigits } from '@/domain/text/plain-number'
import { writeAudit } from '@/services/audit/write-audit'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'
import { line } from '@/protocol/bounded'

export const approvePairingInput = z.strictObject({
  code: z.string().transform(plainDigits).pipe(z.string().length(6)),
  siteId: z.uuid().transform((id) => id as SiteId),
  name: line(60),
})

/**
 * A site host confirms that the screen with this code is in their classroom.
 * @throws DomainError `access.not-allowed`, `access.not-found`, `pairing.code-unknown` (also when it has expired).
 */
export async function approvePairing(
  actor: Actor,
  input: z.infer<typeof approvePairingInput>,
): Promise<{ endpointId: EndpointId }> {
  assertAllowed(actor, 'endpoint.pair')
  return withActor(actor, async (tx) => {
    const site = await findSite(tx, input.siteId)
    if (!site) throw new DomainError('access.not-found')
    assertAllowedAtSite(actor, 'endpoint.pair', { siteId: input.siteId, municipalityId: site.municipalityId })
    const code = await lockWaitingCode(tx, input.code, new Date())
    if (!code) throw new DomainError('pairing.code-unknown', { field: 'code' })
    const pairedBy = actor.kind === 'staff' ? actor.staffId : null
    if (!pairedBy) throw new DomainError('access.not-allowed')
    const { siteId, name } = input
    const { municipalityId } = site
    const endpointId = await insertEndpoint(tx, { siteId, municipalityId, name, secretHash: code.secretHash, pairedBy })
    await updatePaired(tx, code.pairingCodeId, endpointId)
    await writeAudit(tx, actor, {
      action: 'endpoint.paired',
      municipalityId,
      subjectId: endpointId,
    })
    return { endpointId }
  })
}
