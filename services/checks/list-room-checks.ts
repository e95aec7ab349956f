import { desc, inArray } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { roomChecks } from '@/db/schema/endpoints'
import type { Actor } from '@/domain/people/actor'
import { listEndpoints } from '@/services/access/list-endpoints'

import { findingsSchema } from './findings'

/**
 * The rooms of the actor's municipalities with their latest check, by municipality and site; `check` is null for a room
 * that never checked itself.
 * @throws DomainError `access.not-allowed`.
 */
export async function listRoomChecks(actor: Actor) {
  const rooms = await listEndpoints(actor)
  const ids = rooms.map((room) => room.endpointId)
  const latest = await withActor(actor, (tx) =>
    tx
      .selectDistinctOn([roomChecks.endpointId], {
        endpointId: roomChecks.endpointId,
        checkedAt: roomChecks.checkedAt,
        reason: roomChecks.reason,
        verdict: roomChecks.verdict,
        findings: roomChecks.findings,
      })
      .from(roomChecks)
      .where(inArray(roomChecks.endpointId, ids))
      .orderBy(roomChecks.endpointId, desc(roomChecks.checkedAt)),
  )
  const byEndpoint = new Map(latest.map((row) => [row.endpointId, row]))
  return rooms.map(({ endpointId, name, siteName, municipalityName }) => {
    const found = byEndpoint.get(endpointId)
    const check = found && {
      checkedAt: found.checkedAt,
      reason: found.reason,
      verdict: found.verdict,
      findings: findingsSchema.parse(found.findings),
    }
    return { endpointId, name, siteName, municipalityName, check: check ?? null }
  })
}

export type CheckedRoom = Awaited<ReturnType<typeof listRoomChecks>>[number]
