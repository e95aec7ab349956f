import * as z from 'zod'

import { withActor } from '@/db/client'
import { countRows, findImport, selectImportRows } from '@/db/queries/imports'
import { findLatestRun } from '@/db/queries/runs'
import { DomainError } from '@/domain/domain-error'
import { importRefusalOf } from '@/domain/imports/import-refusals'
import { ROW_KINDS, type RowKind } from '@/domain/imports/import-states'
import { plainCell } from '@/domain/imports/parse-cell'
import type { StaffActor } from '@/domain/people/actor'
import { isAllowed } from '@/domain/people/permissions'
import { importId } from '@/services/ids'

import { allRows, rowsOfKind } from './row-counts'
import { readCells, readHeadings } from './sealed-rows'

export const getImportInput = z.strictObject({ importId })

const EXAMPLES = 3

/** An import, what its columns hold with a few examples, and how far it has come. @throws DomainError `access.not-found`. */
export async function getImport(actor: StaffActor, input: z.infer<typeof getImportInput>) {
  return withActor(actor, async (tx) => {
    const found = await findImport(tx, input.importId)
    if (!found || !isAllowed(actor, 'participant.change', found.municipalityId))
      throw new DomainError('access.not-found')
    const { sealedHeadings, ...shown } = found
    const headings = readHeadings(input.importId, sealedHeadings)
    const first = await selectImportRows(tx, { importId: input.importId, kind: null, after: 0, limit: EXAMPLES })
    const examples = first.map((row) => readCells(row, row.sealedCells))
    const counted = await countRows(tx, input.importId)
    const rows = Object.fromEntries(ROW_KINDS.map((kind) => [kind, rowsOfKind(counted, kind)])) as Record<
      RowKind,
      number
    >
    const run = await findLatestRun(tx, input.importId)
    return {
      ...shown,
      columns: headings.map((heading, at) => ({
        heading,
        field: shown.columns[at] ?? null,
        examples: examples.map((cells) => shownCell(cells[at] ?? '')).filter((cell) => cell !== ''),
      })),
      rows,
      rowCount: allRows(counted),
      run: run && { ...run, errorCode: importRefusalOf(run.errorCode) },
    }
  })
}

/** As it would be taken over; a formula as it stands there. */
function shownCell(cell: string): string {
  const plain = plainCell(cell)
  return 'value' in plain ? plain.value : cell
}
