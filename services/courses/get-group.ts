import * as z from 'zod'

import { withActor } from '@/db/client'
import { findGroup, selectGroupSites, selectPatterns } from '@/db/queries/groups'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { groupId } from '@/services/ids'

export const getGroupInput = z.strictObject({ groupId })

/** A group with its weekly patterns and classroom sites. @throws DomainError `access.not-found`. */
export async function getGroup(actor: Actor, input: z.infer<typeof getGroupInput>) {
  assertAllowed(actor, 'group.list')
  return withActor(actor, async (tx) => {
    const group = found(await findGroup(tx, input.groupId))
    const patterns = await selectPatterns(tx, input.groupId)
    return { ...group, patterns, sites: await selectGroupSites(tx, input.groupId) }
  })
}
