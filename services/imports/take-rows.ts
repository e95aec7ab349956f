import { readSpreadsheet, UnreadableTable, type ReadRow } from '@/adapters/read-spreadsheet'
import { withActor } from '@/db/client'
import { findMapping, insertImportRows, lockImport, updateImport } from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import { findHeadings } from '@/domain/imports/find-headings'
import { IMPORT_LIMITS } from '@/domain/imports/import-limits'
import { guessColumns } from '@/domain/imports/import-fields'
import type { StaffActor } from '@/domain/people/actor'
import type { Progress, Subject } from '@/services/runs/batch'

import { headingsKeyOf, readFile, sealCells, sealHeadings } from './sealed-rows'

/**
 * Reads the file's rows, in one batch, and proposes what its columns hold: as the municipality chose the last time for
 * the same headings, else by their words. The file itself is forgotten.
 * @throws DomainError `imports.*` for a file that is no table, or too large.
 */
export async function takeRows(actor: StaffActor, { importId, municipalityId }: Subject): Promise<Progress> {
  return withActor(actor, async (tx) => {
    const found = await lockImport(tx, importId)
    if (!found) throw new DomainError('access.not-found')
    if (found.state !== 'reading' || !found.sealedFile) return { done: 0, total: 0, isOver: true }
    const read = await readTable(readFile(importId, found.sealedFile))
    const at = findHeadings(read)
    const headings = read[at]?.cells ?? []
    const rows = read.slice(at + 1)
    if (rows.length === 0) throw new DomainError('imports.no-rows')
    await insertImportRows(
      tx,
      rows.map(({ rowNumber, cells }) => ({
        ...{ importId, municipalityId, rowNumber },
        sealedCells: sealCells({ importId, rowNumber }, cells),
      })),
    )
    const known = await findMapping(tx, { municipalityId, headingsKey: headingsKeyOf(headings) })
    await updateImport(tx, importId, {
      ...{ state: 'read', sealedFile: null, sealedHeadings: sealHeadings(importId, headings) },
      columns: known ?? guessColumns(headings),
    })
    return { done: rows.length, total: rows.length, isOver: true }
  })
}

async function readTable(bytes: Uint8Array): Promise<ReadRow[]> {
  try {
    return await readSpreadsheet(bytes, IMPORT_LIMITS)
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error
    throw new DomainError(`imports.${error.fault}`, {}, { cause: error })
  }
}
