import * as z from 'zod'

import { withActor } from '@/db/client'
import { clearDefaultView, findFreeSlot, insertView, lockViews } from '@/db/queries/saved-views'
import { DomainError } from '@/domain/domain-error'
import type { SavedViewId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { mapUniqueViolation } from '@/services/refuse-taken'

import { listName, viewName, viewQuery } from './list-fields'

/** Left out: the search, which can be a person's name, and the cursor, which is valid only for the moment. */
const NOT_KEPT = ['search', 'cursor', 'view', 'done', 'refused']

export const VIEW_TAKEN = { view_named_once: new DomainError('input.already-taken', { field: 'name' }) }

export const saveViewInput = z.strictObject({
  list: listName,
  name: viewName,
  query: viewQuery,
  isDefault: z.boolean(),
})

/**
 * Saves a list's filter, order and columns under a name, without the search text.
 * @throws DomainError `input.already-taken` for the name, `lists.too-many-views`.
 */
export async function saveView(
  actor: StaffActor,
  { list, name, query, isDefault }: z.infer<typeof saveViewInput>,
): Promise<{ viewId: SavedViewId; query: string }> {
  const own = { staffId: actor.staffId, list }
  const kept = keptQuery(query)
  const save = withActor(actor, async (tx) => {
    await lockViews(tx, own)
    const slot = await findFreeSlot(tx, own)
    if (slot === null) throw new DomainError('lists.too-many-views', { field: 'name' })
    if (isDefault) await clearDefaultView(tx, own)
    return { viewId: await insertView(tx, { ...own, slot, name, query: kept, isDefault }), query: kept }
  })
  return mapUniqueViolation(VIEW_TAKEN, save)
}

function keptQuery(query: string): string {
  const said = new URLSearchParams(query)
  for (const name of NOT_KEPT) said.delete(name)
  return said.toString()
}
