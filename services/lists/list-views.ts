import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectViews } from '@/db/queries/saved-views'
import type { StaffActor } from '@/domain/people/actor'

import { listName } from './list-fields'

export const listViewsInput = z.strictObject({ list: listName.optional() })

/** The actor's saved views and those that colleagues share with them, of one list or of all. */
export async function listViews(actor: StaffActor, { list }: z.infer<typeof listViewsInput>) {
  return withActor(actor, (tx) => selectViews(tx, { staffId: actor.staffId, ...(list !== undefined && { list }) }))
}
