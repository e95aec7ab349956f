import * as z from 'zod'

import { withActor } from '@/db/client'
import { listLessonSites } from '@/db/queries/lessons'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowedAtSite, municipalitiesWithPermission } from '@/domain/people/permissions'
import { lessonId } from '@/services/ids'

export const listRollSitesInput = z.strictObject({ lessonId })

/**
 * The sites of a lesson whose roll the actor takes, by name.
 * @throws DomainError `access.not-allowed`.
 */
export async function listRollSites(actor: Actor, input: z.infer<typeof listRollSitesInput>) {
  assertAllowed(actor, 'roll.take')
  const where = municipalitiesWithPermission(actor, 'roll.take')
  const rows = await withActor(actor, (tx) => listLessonSites(tx, input.lessonId, where))
  return rows.filter((site) => isAllowedAtSite(actor, 'roll.take', site))
}
