import * as z from 'zod'

import { withActor } from '@/db/client'
import { clearDefaultView, findView, lockViews, updateView } from '@/db/queries/saved-views'
import { DomainError } from '@/domain/domain-error'
import type { SavedViewId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { found } from '@/services/found'
import { municipalityId, savedViewId } from '@/services/ids'
import { mapUniqueViolation } from '@/services/refuse-taken'

import { VIEW_TAKEN } from './save-view'
import { viewName } from './list-fields'

export const changeViewInput = z.strictObject({
  viewId: savedViewId,
  name: viewName,
  /** Whether the list opens with it; at most one view per list does. */
  isDefault: z.boolean(),
  /** The municipality whose staff see it too; null keeps it to its owner. */
  sharedIn: municipalityId.nullable(),
})

/**
 * Renames a view of the actor's own, sets whether its list opens with it, and with which municipality's staff it is
 * shared: one where the actor has a role.
 * @throws DomainError `access.not-found`, `access.not-allowed`, `input.already-taken`.
 */
export async function changeView(
  actor: StaffActor,
  { viewId, name, isDefault, sharedIn }: z.infer<typeof changeViewInput>,
): Promise<{ viewId: SavedViewId }> {
  const isTheirs = actor.roles.some((role) => role.municipalityId === sharedIn)
  if (sharedIn !== null && !isTheirs) throw new DomainError('access.not-allowed')
  const change = withActor(actor, async (tx) => {
    const view = found(await findView(tx, { viewId, staffId: actor.staffId }))
    await lockViews(tx, view)
    if (isDefault) await clearDefaultView(tx, view)
    await updateView(tx, viewId, { name, isDefault, sharedIn })
    return { viewId }
  })
  return mapUniqueViolation(VIEW_TAKEN, change)
}
