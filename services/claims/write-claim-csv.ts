import { stringify } from 'csv-stringify/sync'

import type { Cell, ClaimTables } from './claim-tables'

/**
 * Both tables below each other with an empty line between, as spreadsheets in Swedish read them: semicolons, decimal
 * comma, byte order mark. A text that a spreadsheet would run as a formula is defused.
 */
export function writeClaimCsv({ hours, lessons }: ClaimTables): Buffer {
  const rows = [hours.head, ...hours.rows, [], lessons.head, ...lessons.rows]
  const text = stringify(
    rows.map((row) => row.map(written)),
    {
      bom: true,
      delimiter: ';',
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  )
  return Buffer.from(text, 'utf8')
}

function written(cell: Cell): string {
  if (typeof cell === 'string') return cell
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(2).replace('.', ',')
}
