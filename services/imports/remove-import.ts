import * as z from 'zod'

import { withActor } from '@/db/client'
import { deleteImport, lockImport } from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { importId } from '@/services/ids'

export const removeImportInput = z.strictObject({ importId })

/** Forgets a list that has not been applied. @throws DomainError `imports.not-at-this-step`, `access.not-found`. */
export async function removeImport(actor: StaffActor, input: z.infer<typeof removeImportInput>): Promise<void> {
  await withActor(actor, async (tx) => {
    const found = await lockImport(tx, input.importId)
    if (!found) throw new DomainError('access.not-found')
    assertAllowed(actor, 'participant.change', found.municipalityId)
    if (!(await deleteImport(tx, input.importId))) throw new DomainError('imports.not-at-this-step')
  })
}
