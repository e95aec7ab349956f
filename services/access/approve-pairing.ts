import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'

import { withActor } from '@/db/client'
import { endpoints, pairingCodes } from '@/db/schema/endpoints'
import { sites } from '@/db/schema/regions'
import { DomainError } from '@/domain/domain-error'
import type { EndpointId, SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'
import { line } from '@/protocol/bounded'

export const approvePairingInput = z.strictObject({
  code: z
    .string()
    .transform((text) => text.replace(/\D/g, ''))
    .pipe(z.string().length(6)),
  siteId: z.uuid().transform((id) => id as SiteId),
  name: line(60),
})

/**
 * The site host says that the wall with this code stands in her classroom.
 * @throws DomainError `access.not-allowed`, `access.not-found`, `pairing.code-unknown` (also when it has expired).
 */
export async function approvePairing(
  actor: Actor,
  input: z.infer<typeof approvePairingInput>,
): Promise<{ endpointId: EndpointId }> {
  assertAllowed(actor, 'endpoint.pair')
  return withActor(actor, async (tx) => {
    const found = await tx
      .select({ municipalityId: sites.municipalityId })
      .from(sites)
      .where(eq(sites.id, input.siteId))
    const site = found[0]
    if (!site) throw new DomainError('access.not-found')
    assertAllowedAtSite(actor, 'endpoint.pair', { siteId: input.siteId, municipalityId: site.municipalityId })
    const waiting = await tx
      .select({ id: pairingCodes.id, secretHash: pairingCodes.secretHash })
      .from(pairingCodes)
      .where(
        and(eq(pairingCodes.code, input.code), gt(pairingCodes.expiresAt, new Date()), isNull(pairingCodes.endpointId)),
      )
      .for('update')
    const code = waiting[0]
    if (!code) throw new DomainError('pairing.code-unknown', { field: 'code' })
    const pairedBy = actor.kind === 'staff' ? actor.staffId : null
    if (!pairedBy) throw new DomainError('access.not-allowed')
    const made = await tx
      .insert(endpoints)
      .values({
        siteId: input.siteId,
        municipalityId: site.municipalityId,
        name: input.name,
        secretHash: code.secretHash,
        pairedBy,
      })
      .returning({ endpointId: endpoints.id })
    const endpointId = made[0]?.endpointId
    if (!endpointId) throw new Error('an endpoint was not inserted')
    await tx.update(pairingCodes).set({ endpointId }).where(eq(pairingCodes.id, code.id))
    await writeAudit(tx, actor, {
      action: 'endpoint.paired',
      municipalityId: site.municipalityId,
      subjectId: endpointId,
    })
    return { endpointId }
  })
}
