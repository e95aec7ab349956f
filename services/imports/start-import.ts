import { randomUUID } from 'node:crypto'

import * as z from 'zod'

import { withActor } from '@/db/client'
import { insertImport } from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import type { ImportId } from '@/domain/ids'
import { IMPORT_LIMITS } from '@/domain/imports/import-limits'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { line } from '@/protocol/bounded'
import { municipalityId } from '@/services/ids'
import { startRun } from '@/services/runs/start-run'

import { sealFile } from './sealed-rows'

export const startImportInput = z.strictObject({ municipalityId, fileName: line(200) })

/**
 * Keeps a file with people, encrypted, and has its rows read.
 * @throws DomainError `access.not-allowed`, `imports.no-rows` for an empty file, `imports.too-large`.
 */
export async function startImport(
  actor: StaffActor,
  input: z.infer<typeof startImportInput>,
  bytes: Uint8Array,
): Promise<{ importId: ImportId }> {
  assertAllowed(actor, 'participant.change', input.municipalityId)
  if (bytes.length === 0) throw new DomainError('imports.no-rows')
  if (bytes.length > IMPORT_LIMITS.bytes) throw new DomainError('imports.too-large')
  const importId = randomUUID() as ImportId
  await withActor(actor, async (tx) => {
    await insertImport(tx, {
      ...{ id: importId, ...input, askedBy: actor.staffId, state: 'reading' },
      sealedFile: sealFile(importId, bytes),
    })
    await startRun(tx, actor, {
      kind: 'import.read',
      subjectId: importId,
      municipalityId: input.municipalityId,
      total: 0,
    })
  })
  return { importId }
}
