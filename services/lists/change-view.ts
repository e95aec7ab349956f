import * as z from 'zod'

import { withActor } from '@/db/client'
import { clearDefaultView, findView, lockViews, updateView } from '@/db/queries/saved-views'
import type { SavedViewId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { found } from '@/services/found'
import { savedViewId } from '@/services/ids'
import { mapUniqueViolation } from '@/services/refuse-taken'

import { VIEW_TAKEN } from './save-view'
import { viewName } from './list-fields'

export const changeViewInput = z.strictObject({
  viewId: savedViewId,
  name: viewName,
  /** Whether the list opens with it; at most one view per list does. */
  isDefault: z.boolean(),
})

/**
 * Renames a view and sets whether its list opens with it. @throws DomainError `access.not-found`,
 * `input.already-taken`.
 */
export async function changeView(
  actor: StaffActor,
  { viewId, name, isDefault }: z.infer<typeof changeViewInput>,
): Promise<{ viewId: SavedViewId }> {
  const change = withActor(actor, async (tx) => {
    const view = found(await findView(tx, viewId))
    await lockViews(tx, view)
    if (isDefault) await clearDefaultView(tx, view)
    await updateView(tx, viewId, { name, isDefault })
    return { viewId }
  })
  return mapUniqueViolation(VIEW_TAKEN, change)
}
