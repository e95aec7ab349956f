import * as z from 'zod'

import { withActor } from '@/db/client'
import { findSite } from '@/db/queries/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { siteId } from '@/services/ids'

export const getSiteInput = z.strictObject({ siteId })

/** One site for those who may change it. @throws DomainError `access.not-allowed`, `access.not-found`. */
export async function getSite(actor: Actor, input: z.infer<typeof getSiteInput>) {
  assertAllowed(actor, 'site.change')
  const site = await withActor(actor, async (tx) => found(await findSite(tx, input.siteId)))
  assertAllowed(actor, 'site.change', site.municipalityId)
  return site
}
