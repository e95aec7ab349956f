import { stringify } from 'csv-stringify/sync'
import ExcelJS from 'exceljs'
import { unzipSync, zipSync } from 'fflate'

/** Excel's limit for sheet names, and the characters that it forbids in them. */
const SHEET_NAME_MAX = 31
const NOT_IN_SHEET_NAMES = /[*?:\\/[\]]/g
const COLUMN_WIDTH = 24
const CREATOR = 'Samsal'

export type Sheet = {
  name: string
  head: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}

/**
 * A workbook with numbers as numbers and every text as text, whatever it begins with. The same sheets produce the same
 * bytes: `madeAt` replaces the time of writing, and the archive is repacked with sorted entries and a fixed time.
 */
export async function writeXlsx(sheets: readonly Sheet[], madeAt: Date): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = CREATOR
  workbook.lastModifiedBy = CREATOR
  workbook.created = madeAt
  workbook.modified = madeAt
  for (const sheet of sheets) addSheet(workbook, sheet)
  return repacked(new Uint8Array(await workbook.xlsx.writeBuffer()))
}

/**
 * Rows for Swedish spreadsheets: semicolons, byte order mark. Text that a spreadsheet would run as a formula is
 * escaped.
 */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  const options = { bom: true, delimiter: ';', escape_formulas: true, record_delimiter: 'windows' } as const
  return Buffer.from(stringify([...rows.map((row) => [...row])], options), 'utf8')
}

function addSheet(workbook: ExcelJS.Workbook, { name, head, rows }: Sheet): void {
  const known = name.replaceAll(NOT_IN_XML, '').replaceAll(NOT_IN_SHEET_NAMES, ' ').slice(0, SHEET_NAME_MAX)
  const sheet = workbook.addWorksheet(known, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(head.map(asStored)).font = { bold: true }
  sheet.addRows(rows.map((row) => row.map(asStored)))
  sheet.columns.forEach((column) => {
    column.width = COLUMN_WIDTH
  })
}

/** Everything outside of what XML 1.0 allows; spreadsheets refuse a whole file for one of these, or lose its rows. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
/** What a spreadsheet would read as an escape: its own underscore is escaped instead. */
const LIKE_AN_ESCAPE = /_(?=x[\da-f]{4}_)/gi

function asStored<Cell extends string | number | null>(cell: Cell): Cell | string {
  return typeof cell === 'string' ? cell.replaceAll(NOT_IN_XML, '').replaceAll(LIKE_AN_ESCAPE, '_x005F_') : cell
}

function repacked(archive: Uint8Array): Buffer {
  const entries = Object.entries(unzipSync(archive)).toSorted(([one], [other]) => (one < other ? -1 : 1))
  // Archives store local time, so this one is made of local parts.
  const mtime = new Date(2000, 0, 1)
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime, level: 6 }))
}
