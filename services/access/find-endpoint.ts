import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { endpoints, pairingCodes } from '@/db/schema/endpoints'
import { municipalities, sites } from '@/db/schema/regions'
import type { EndpointActor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'

import { pairingSignOf, type PairingSign } from './pairing-sign'
import { hashSecret } from './secret'

export type KnownWall =
  | { state: 'paired'; actor: EndpointActor; siteName: string; municipalityName: string }
  | { state: 'waiting'; code: string; sign: PairingSign; expiresAtMs: number }
  | { state: 'unknown' }

/** A site that has closed has no wall. */
function isOpen() {
  return or(isNull(sites.closedOn), sql`${sites.closedOn} > ${dateOf(Date.now())}::date`)
}

/** What a wall with this secret is: paired with a site, waiting for approval with its code, or nothing (any more). */
export async function findEndpoint(secret: string): Promise<KnownWall> {
  const secretHash = hashSecret(secret)
  return withActor({ kind: 'system', name: 'sign-in' }, async (tx) => {
    const paired = await tx
      .select({
        endpointId: endpoints.id,
        siteId: endpoints.siteId,
        municipalityId: endpoints.municipalityId,
        siteName: sites.name,
        municipalityName: municipalities.name,
      })
      .from(endpoints)
      .innerJoin(sites, eq(sites.id, endpoints.siteId))
      .innerJoin(municipalities, eq(municipalities.id, endpoints.municipalityId))
      .where(and(eq(endpoints.secretHash, secretHash), isNull(endpoints.unpairedAt), isOpen()))
    const endpoint = paired[0]
    if (endpoint) {
      const { siteName, municipalityName, ...ids } = endpoint
      return { state: 'paired', actor: { kind: 'endpoint', ...ids }, siteName, municipalityName }
    }
    const waiting = await tx
      .select({ code: pairingCodes.code, expiresAt: pairingCodes.expiresAt })
      .from(pairingCodes)
      .where(
        and(
          eq(pairingCodes.secretHash, secretHash),
          gt(pairingCodes.expiresAt, new Date()),
          isNull(pairingCodes.endpointId),
        ),
      )
    const code = waiting[0]
    if (!code) return { state: 'unknown' }
    const sign = pairingSignOf(secretHash)
    return { state: 'waiting', code: code.code, sign, expiresAtMs: code.expiresAt.getTime() }
  })
}
