import * as z from 'zod'

import { withActor } from '@/db/client'
import { lockImport, updateImport } from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { importId } from '@/services/ids'
import { startRun } from '@/services/runs/start-run'

export const undoImportInput = z.strictObject({ importId })

/**
 * Has everything taken back that the import did, or nothing where somebody has been changed, enrolled or given a card
 * since. @throws DomainError `imports.not-at-this-step`, `access.not-found`.
 */
export async function undoImport(actor: StaffActor, input: z.infer<typeof undoImportInput>): Promise<void> {
  await withActor(actor, async (tx) => {
    const found = await lockImport(tx, input.importId)
    if (!found) throw new DomainError('access.not-found')
    assertAllowed(actor, 'participant.change', found.municipalityId)
    if (found.state !== 'applied') throw new DomainError('imports.not-at-this-step')
    await updateImport(tx, input.importId, { state: 'undoing' })
    const { municipalityId } = found
    await startRun(tx, actor, { kind: 'import.undo', subjectId: input.importId, municipalityId, total: 0 })
  })
}
