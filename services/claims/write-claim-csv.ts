import { writeCsv } from '@/adapters/spreadsheet'

import type { Cell, ClaimTables } from './claim-tables'

/** Both tables in sequence, separated by an empty line, with a decimal comma. */
export function writeClaimCsv({ hours, lessons }: ClaimTables): Buffer {
  const rows = [hours.head, ...hours.rows, [], lessons.head, ...lessons.rows]
  return writeCsv(rows.map((row) => row.map(written)))
}

function written(cell: Cell): string {
  if (typeof cell === 'string') return cell
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(2).replace('.', ',')
}
