import * as z from 'zod'

import { withActor } from '@/db/client'
import { countRows, lockImport, updateImport } from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import type { RowKind } from '@/domain/imports/import-states'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { importId } from '@/services/ids'
import { startRun } from '@/services/runs/start-run'

import { rowsOfKind } from './row-counts'

export const applyImportInput = z.strictObject({
  importId,
  /** Rows that cannot be imported are left out; without it they stop the whole. */
  leavesOutRefused: z.boolean(),
})

/**
 * Has the plan carried out as it was shown.
 * @throws DomainError `imports.has-refused-rows`, `imports.nothing-to-do`, `imports.not-at-this-step`, `access.not-found`.
 */
export async function applyImport(actor: StaffActor, input: z.infer<typeof applyImportInput>): Promise<void> {
  await withActor(actor, async (tx) => {
    const found = await lockImport(tx, input.importId)
    if (!found) throw new DomainError('access.not-found')
    assertAllowed(actor, 'participant.change', found.municipalityId)
    if (found.state !== 'planned') throw new DomainError('imports.not-at-this-step')
    const counted = await countRows(tx, input.importId)
    const rowsOf = (kind: RowKind) => rowsOfKind(counted, kind)
    if (rowsOf('refused') > 0 && !input.leavesOutRefused) throw new DomainError('imports.has-refused-rows')
    const total = rowsOf('add') + rowsOf('change')
    if (total === 0) throw new DomainError('imports.nothing-to-do')
    await updateImport(tx, input.importId, { state: 'applying' })
    const { municipalityId } = found
    await startRun(tx, actor, { kind: 'import.apply', subjectId: input.importId, municipalityId, total })
  })
}
