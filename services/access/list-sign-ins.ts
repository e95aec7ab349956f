import * as z from 'zod'

import { withActor } from '@/db/client'
import { findOpenProvider, selectOpenProviders } from '@/db/queries/sign-in-providers'
import { lineOrNothing } from '@/protocol/bounded'
import { providerId } from '@/services/ids'
import { SIGN_IN } from '@/services/system-actors'

/** How many are shown without a search: more than these nobody reads. */
const SHOWN_MAX = 8
const FOUND_MAX = 20

export const listSignInsInput = z.strictObject({
  search: lineOrNothing(80).catch(''),
  /** The one by which somebody signed in on this device before. */
  lastId: providerId.nullable().catch(null),
})

/**
 * The municipalities' own sign-ins for the sign-in page, for everybody. Without a search all of them while they are few,
 * otherwise none; `hasMore` says that there are others. `last` is the one that this device used before, while it is open.
 */
export async function listSignIns({ search, lastId }: z.infer<typeof listSignInsInput>) {
  const most = search === '' ? SHOWN_MAX : FOUND_MAX
  return withActor(SIGN_IN, async (tx) => {
    const found = await selectOpenProviders(tx, { search, most: most + 1 })
    const open = lastId && (await findOpenProvider(tx, lastId))
    const hasMore = found.length > most
    const rows = hasMore && search === '' ? [] : found.slice(0, most)
    return { rows, hasMore, last: open ? { providerId: open.providerId, name: open.name } : null }
  })
}
