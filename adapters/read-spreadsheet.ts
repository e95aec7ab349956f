import { Readable } from 'node:stream'

import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { Unzip, UnzipInflate, zipSync } from 'fflate'

/** Sizes up to which a file is read. */
export type TableLimits = {
  bytes: number
  rows: number
  columns: number
  /** What an XLSX file, which is an archive, unpacks to, and how many files are in it. */
  unpackedBytes: number
  files: number
}

export type TableFault =
  | 'not-a-table'
  | 'old-excel'
  | 'damaged'
  | 'too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'no-rows'

/** Why a file cannot be read as a table. */
export class UnreadableTable extends Error {
  readonly fault: TableFault

  constructor(fault: TableFault, options?: { cause: unknown }) {
    super(fault, options)
    this.name = 'UnreadableTable'
    this.fault = fault
  }
}

/** A row that is not empty, and its number in the file, from 1. */
export type ReadRow = { rowNumber: number; cells: string[] }

const ZIP = [0x50, 0x4b]
/** Of the directory at the end of an archive. */
const END_OF_ARCHIVE = Buffer.from([0x50, 0x4b, 5, 6])
/** Excel's format before 2007. */
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0]
const SEPARATORS = [';', '\t', ',', '|'] as const
const CHUNK_BYTES = 65_536
const END_BYTES = 100
const RECORD_CHARACTERS_MAX = 1_000_000

/**
 * The rows of a CSV or XLSX file (the first sheet that is not empty) as text; no formula is evaluated.
 * @throws UnreadableTable
 */
export async function readSpreadsheet(bytes: Uint8Array, limits: TableLimits): Promise<ReadRow[]> {
  if (bytes.length > limits.bytes) throw new UnreadableTable('too-large')
  if (startsWith(bytes, OLD_EXCEL)) throw new UnreadableTable('old-excel')
  const rows = startsWith(bytes, ZIP) ? await readXlsx(bytes, limits) : readCsv(bytes)
  if (rows.length === 0) throw new UnreadableTable('no-rows')
  if (rows.length > limits.rows + 1) throw new UnreadableTable('too-many-rows')
  if (rows.some(({ cells }) => cells.length > limits.columns)) throw new UnreadableTable('too-many-columns')
  return rows
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

function readCsv(bytes: Uint8Array): ReadRow[] {
  const text = decoded(bytes)
  if (text.includes('\0')) throw new UnreadableTable('not-a-table')
  const delimiter = separatorOf(text)
  let records: string[][]
  try {
    records = parse(text, {
      ...{ delimiter, bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: false },
      max_record_size: RECORD_CHARACTERS_MAX,
    })
  } catch (error) {
    throw new UnreadableTable('damaged', { cause: error })
  }
  return records.flatMap((cells, at) => kept(at + 1, cells))
}

/** UTF-8 and UTF-16 by their marks, UTF-8 where it is valid, otherwise Windows' western code page, as old Excel writes. */
function decoded(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The separator that the first lines have most of, outside of quotes; `sep=` in the first line says which. */
function separatorOf(text: string): string {
  const said = /^\uFEFF?sep=(.)\r?\n/.exec(text)?.[1]
  if (said !== undefined) return said
  const start = text.slice(0, CHUNK_BYTES).replaceAll(/"[^"]*"/g, '')
  const counts = SEPARATORS.map((separator) => start.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ';'
}

async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<ReadRow[]> {
  const parts = unpack(bytes, limits)
  // Some other archive: of a word processor, or of another spreadsheet.
  if (!Object.hasOwn(parts, 'xl/workbook.xml')) throw new UnreadableTable('not-a-table')
  for (const [name, part] of Object.entries(parts)) {
    const end = Buffer.from(part.subarray(-END_BYTES)).toString('latin1')
    // The reader takes the rows up to a break for all of them.
    if (name.includes('worksheets/') && !/<\/(\w+:)?worksheet>\s*$/.test(end)) throw new UnreadableTable('damaged')
  }
  const inOrder = zipSync(parts, { level: 0 })
  try {
    // As a stream, which ignores merged ranges: one can span the whole sheet, and would be filled cell by cell.
    const book = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([Buffer.from(inOrder)]), READ)
    for await (const sheet of book) {
      const rows: ReadRow[] = []
      for await (const row of sheet) {
        rows.push(...kept(row.number, cellsOf(row, limits)))
        if (rows.length > limits.rows + 1) throw new UnreadableTable('too-many-rows')
      }
      if (rows.length > 0) return rows
    }
    return []
  } catch (error) {
    if (error instanceof UnreadableTable) throw error
    throw new UnreadableTable('damaged', { cause: error })
  }
}

const READ: Partial<ExcelJS.stream.xlsx.WorkbookStreamReaderOptions> = {
  ...({ entries: 'emit', worksheets: 'emit', sharedStrings: 'cache' } as const),
  ...({ styles: 'cache', hyperlinks: 'ignore' } as const),
}

function cellsOf(row: ExcelJS.Row, { columns }: TableLimits): string[] {
  const cells: string[] = []
  row.eachCell((cell, column) => {
    const text = textOf(cell.value)
    if (text === '') return
    if (column > columns) throw new UnreadableTable('too-many-columns')
    while (cells.length < column - 1) cells.push('')
    cells[column - 1] = text
  })
  return cells
}

/** What is read of a workbook, in this order: sheets before their texts would be written to a file in between. */
const PARTS = [
  /^\[Content_Types\]\.xml$/,
  /^xl\/workbook\.xml$/,
  /^xl\/_rels\/workbook\.xml\.rels$/,
  /^xl\/styles\.xml$/,
  /^xl\/sharedStrings\.xml$/,
  /^xl\/worksheets\/sheet\d+\.xml$/,
]

/** The parts of a workbook. Stops at the limit: what the archive says of its sizes can be wrong. */
function unpack(bytes: Uint8Array, limits: TableLimits): Record<string, Uint8Array> {
  // Of half a file the parts that come first would be read, without their texts.
  if (Buffer.from(bytes).lastIndexOf(END_OF_ARCHIVE) === -1) throw new UnreadableTable('damaged')
  const found = new Map<string, Uint8Array[]>()
  let size = 0
  let files = 0
  let damage: unknown = null
  const unzip = new Unzip((file) => {
    files += 1
    const parts: Uint8Array[] = []
    if (PARTS.some((part) => part.test(file.name))) found.set(file.name, parts)
    file.ondata = (error, data) => {
      if (error) damage ??= error
      else size += data.length
      if (found.get(file.name) === parts) parts.push(data)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    try {
      unzip.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length)
    } catch (error) {
      damage ??= error
    }
    if (size > limits.unpackedBytes || files > limits.files) throw new UnreadableTable('too-large')
    if (damage !== null) throw new UnreadableTable('damaged', { cause: damage })
  }
  const place = (name: string) => PARTS.findIndex((part) => part.test(name))
  const inOrder = [...found].toSorted(
    ([one], [other]) => place(one) - place(other) || one.localeCompare(other, 'en', { numeric: true }),
  )
  return Object.fromEntries(inOrder.map(([name, parts]) => [name, Buffer.concat(parts)]))
}

/** A formula keeps its equals sign, so that it is refused where it matters, with what it is. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 'YYYY-MM-DD'.length)
  }
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('hyperlink' in value) return textOf(value.text)
  if ('formula' in value) return `=${value.formula}`
  if ('sharedFormula' in value) return `=${value.sharedFormula}`
  return ''
}

function kept(rowNumber: number, cells: readonly string[]): ReadRow[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return last === -1 ? [] : [{ rowNumber, cells: cells.slice(0, last + 1) }]
}
