import { withActor } from '@/db/client'
import { listPairedEndpoints } from '@/db/queries/endpoints'
import { listLatestChecks } from '@/db/queries/classroom-checks'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'

import { findingsSchema } from './findings'

/**
 * The classrooms of the actor's municipalities with their latest check, by municipality and site; `check` is null for a
 * classroom that has never checked itself.
 * @throws DomainError `access.not-allowed`.
 */
export async function listClassroomChecks(actor: Actor) {
  assertAllowed(actor, 'endpoint.list')
  const municipalityIds = municipalitiesWithPermission(actor, 'endpoint.list')
  const { classrooms, latest } = await withActor(actor, async (tx) => {
    const paired = await listPairedEndpoints(tx, municipalityIds)
    const ids = paired.map((classroom) => classroom.endpointId)
    return { classrooms: paired, latest: await listLatestChecks(tx, ids) }
  })
  const byEndpoint = new Map(latest.map((row) => [row.endpointId, row]))
  return classrooms.map(({ endpointId, name, siteName, municipalityName }) => {
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

export type CheckedClassroom = Awaited<ReturnType<typeof listClassroomChecks>>[number]
