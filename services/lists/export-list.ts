import * as z from 'zod'

import { writeCsv, writeXlsx } from '@/adapters/spreadsheet'
import { withActor } from '@/db/client'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission, type Permission } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'

import { listName } from './list-fields'

/** More rows than anybody reads, and few enough to hold in memory. */
export const EXPORT_ROWS_MAX = 10_000

export const exportListInput = z.strictObject({ list: listName, format: z.enum(['csv', 'xlsx']) })

export type Cell = string | number | null

/** The list as the actor sees it: its own service decides which rows they get. */
export type ExportedList = {
  permission: Permission
  title: string
  head: readonly string[]
  isFiltered: boolean
  /** A page of rows, and the cursor of the next. */
  read: (cursor: string | undefined) => Promise<{ rows: readonly (readonly Cell[])[]; next: string | null }>
}

/**
 * A list as a file, all of its pages. Each municipality whose permission opened the list gets an audit entry with the
 * list and the number of rows; the search text is left out, because it can be a name.
 * @throws DomainError `access.not-allowed`, `lists.too-many-rows`.
 */
export async function exportList(
  actor: Actor,
  { list, format }: z.infer<typeof exportListInput>,
  exported: ExportedList,
): Promise<{ bytes: Buffer; rows: number }> {
  const { permission, title, head, isFiltered } = exported
  assertAllowed(actor, permission)
  const rows = await readAll(exported)
  const sheet = { name: title, head, rows }
  const bytes =
    format === 'csv' ? writeCsv([head, ...rows.map((row) => row.map(written))]) : await writeXlsx([sheet], new Date())
  await withActor(actor, async (tx) => {
    for (const municipalityId of municipalitiesWithPermission(actor, permission)) {
      await writeAudit(tx, actor, {
        action: 'list.exported',
        municipalityId,
        subjectId: municipalityId,
        details: { list, format, rows: rows.length, isFiltered },
      })
    }
  })
  return { bytes, rows: rows.length }
}

async function readAll({ read }: ExportedList): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    rows.push(...page.rows)
    if (rows.length > EXPORT_ROWS_MAX) throw new DomainError('lists.too-many-rows', { most: EXPORT_ROWS_MAX })
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}

function written(cell: Cell): string {
  return typeof cell === 'number' ? String(cell).replace('.', ',') : (cell ?? '')
}
