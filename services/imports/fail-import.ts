import { withActor } from '@/db/client'
import { countRows, setRowStates, stampImport, updateImport } from '@/db/queries/imports'
import type { ImportState } from '@/domain/imports/import-states'
import type { StaffActor } from '@/domain/people/actor'
import type { RunKind } from '@/domain/runs'
import type { Subject } from '@/services/runs/batch'

/** Where an import is after a step that was refused. */
const BACK_TO: Readonly<Record<RunKind, ImportState>> = {
  'import.read': 'failed',
  'import.plan': 'read',
  'import.apply': 'planned',
  'import.undo': 'applied',
}

/**
 * Puts an import back after a step that was refused. Where rows have been applied already, because somebody was changed
 * between the look and the work, it counts as applied and can be undone as a whole.
 */
export async function failImport(actor: StaffActor, { importId }: Subject, kind: RunKind): Promise<void> {
  await withActor(actor, async (tx) => {
    const counted = await countRows(tx, importId)
    const hasApplied = kind === 'import.apply' && counted.some(({ state }) => state === 'applied')
    await setRowStates(tx, importId, { from: ['checked'], to: 'planned' })
    await setRowStates(tx, importId, { from: ['undoable'], to: 'applied' })
    if (hasApplied) await stampImport(tx, importId, 'applied')
    else await updateImport(tx, importId, { state: BACK_TO[kind], ...(kind === 'import.read' && { sealedFile: null }) })
  })
}
