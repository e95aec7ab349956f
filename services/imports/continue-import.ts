import * as z from 'zod'

import { withActor } from '@/db/client'
import { lockImport } from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import type { ImportState } from '@/domain/imports/import-states'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import type { RunKind } from '@/domain/runs'
import { importId } from '@/services/ids'
import { startRun } from '@/services/runs/start-run'

export const continueImportInput = z.strictObject({ importId })

const AT_WORK: Partial<Record<ImportState, RunKind>> = {
  reading: 'import.read',
  planning: 'import.plan',
  applying: 'import.apply',
  undoing: 'import.undo',
}

/**
 * Goes on, in the actor's name, with a step whose run has stopped because the role of who began it has ended.
 * @throws DomainError `imports.not-at-this-step` while a run is at work, or when nothing is left to go on with.
 */
export async function continueImport(actor: StaffActor, input: z.infer<typeof continueImportInput>): Promise<void> {
  await withActor(actor, async (tx) => {
    const found = await lockImport(tx, input.importId)
    if (!found) throw new DomainError('access.not-found')
    const { municipalityId, state } = found
    assertAllowed(actor, 'participant.change', municipalityId)
    const kind = AT_WORK[state]
    if (!kind) throw new DomainError('imports.not-at-this-step')
    await startRun(tx, actor, { kind, subjectId: input.importId, municipalityId, total: 0 })
  })
}
