import * as z from 'zod'

import { withActor } from '@/db/client'
import { deleteViewRow, findView } from '@/db/queries/saved-views'
import type { StaffActor } from '@/domain/people/actor'
import { found } from '@/services/found'
import { savedViewId } from '@/services/ids'

export const deleteViewInput = z.strictObject({ viewId: savedViewId })

/** Deletes one of the actor's own views. @throws DomainError `access.not-found`. */
export async function deleteView(actor: StaffActor, { viewId }: z.infer<typeof deleteViewInput>): Promise<void> {
  await withActor(actor, async (tx) => {
    found(await findView(tx, { viewId, staffId: actor.staffId }))
    await deleteViewRow(tx, viewId)
  })
}
