import fs, { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'

import ExcelJS from 'exceljs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test, vi } from 'vitest'

import { readSpreadsheet } from './read-spreadsheet'
import { writeXlsx } from './spreadsheet'

const LIMITS = { bytes: 1_000_000, rows: 100, columns: 20, unpackedBytes: 5_000_000, files: 50 }
const SHEET = 'xl/worksheets/sheet1.xml'

const read = (bytes: Uint8Array) => readSpreadsheet(bytes, LIMITS)
const fault = (bytes: Uint8Array) => read(bytes).catch((error: unknown) => (error as { fault: string }).fault)

const workbook = () => writeXlsx([{ name: 'Lista', head: ['Namn', 'Tel'], rows: [['Ada', '070']] }], new Date(0))

/** The same workbook with its first sheet changed by hand. */
async function changed(change: (sheet: string) => string): Promise<Uint8Array> {
  const files = unzipSync(await workbook())
  return zipSync({ ...files, [SHEET]: strToU8(change(strFromU8(files[SHEET] ?? new Uint8Array()))) })
}

describe('a workbook', () => {
  test('is read as text, by the numbers of its rows', async () => {
    expect(await read(await workbook())).toEqual([
      { rowNumber: 1, cells: ['Namn', 'Tel'] },
      { rowNumber: 2, cells: ['Ada', '070'] },
    ])
  })

  test('has dates as days, numbers in full, formulas as what they are, links and formatted text as their text', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('x')
    sheet.addRow([new Date(Date.UTC(2026, 0, 31)), 199_001_752_386, { formula: 'A1+1', result: 7 }])
    sheet.addRow([{ richText: [{ text: 'An' }, { text: 'na' }] }, { text: 'a@b.se', hyperlink: 'mailto:a@b.se' }, true])
    expect((await read(Buffer.from(await book.xlsx.writeBuffer()))).map(({ cells }) => cells)).toEqual([
      ['2026-01-31', '199001752386', '=A1+1'],
      ['Anna', 'a@b.se', 'true'],
    ])
  })

  test('whose texts stand after its sheets, as Excel writes it, leaves nothing on the disk', async () => {
    const files = Object.entries(unzipSync(await workbook()))
    const isSheet = ([name]: [string, Uint8Array]) => name.includes('worksheets')
    const sheetsFirst = Object.fromEntries([...files.filter(isSheet), ...files.filter((file) => !isSheet(file))])
    const before = readdirSync(tmpdir())
    const watched = vi.spyOn(fs, 'createWriteStream')
    expect(await read(zipSync(sheetsFirst))).toHaveLength(2)
    expect(watched).not.toHaveBeenCalled()
    watched.mockRestore()
    expect(readdirSync(tmpdir()).filter((name) => !before.includes(name))).toEqual([])
  })

  test('that merges a whole sheet is read like any other', async () => {
    const merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    const bytes = await changed((sheet) => sheet.replace('</sheetData>', `</sheetData>${merged}`))
    expect(await read(bytes)).toHaveLength(2)
  })

  test('that unpacks to more than the limit is refused, whatever its archive says', async () => {
    const bomb = zipSync({ [SHEET]: new Uint8Array(LIMITS.unpackedBytes + 1) })
    expect(bomb.length).toBeLessThan(LIMITS.bytes)
    expect(await fault(bomb)).toBe('too-large')
    // The sizes in its directory say one byte.
    const lying = Buffer.from(bomb)
    const directory = lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    lying.writeUInt32LE(1, directory + 24)
    lying.writeUInt32LE(1, 22)
    expect(await fault(lying)).toBe('too-large')
  })

  test('of many files, with a cell far to the right, or too many rows is refused', async () => {
    const files = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`${at}.xml`, strToU8('x')]))
    expect(await fault(zipSync(files))).toBe('too-large')
    expect(await fault(await changed((sheet) => sheet.replace('r="B2"', 'r="XFD2"')))).toBe('too-many-columns')
    const rows = Array.from({ length: 101 }, (_, at) => [`Person ${at}`])
    expect(await fault(await writeXlsx([{ name: 'x', head: ['Namn'], rows }], new Date(0)))).toBe('too-many-rows')
  })

  test.each([
    ['no workbook', zipSync({ 'a.txt': strToU8('x') }), 'not-a-table'],
    ['a torn archive', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'damaged'],
  ])('that is %s is refused', async (_, bytes, said) => {
    expect(await fault(bytes)).toBe(said)
  })

  test('that is half of itself is refused', async () => {
    const whole = await workbook()
    for (const part of [0.5, 0.9, 0.99]) {
      expect(await fault(whole.subarray(0, Math.floor(whole.length * part)))).toBe('damaged')
    }
  })

  test('of broken XML is refused', async () => {
    expect(await fault(await changed((sheet) => sheet.slice(0, sheet.indexOf('</row>'))))).toBe('damaged')
  })
})

describe('a text', () => {
  test.each([
    ['semicolons', 'Namn;Tel\nAda;070'],
    ['tabs', 'Namn\tTel\nAda\t070'],
    ['commas', '"Namn","Tel"\n"Ada","070"'],
    ['a first line that says so', 'sep=|\nNamn|Tel\nAda|070'],
  ])('with %s', async (_, text) => {
    expect((await read(Buffer.from(text))).slice(-1)).toMatchObject([{ cells: ['Ada', '070'] }])
  })

  test('with a quote that is not closed, or one cell of a megabyte, is refused', async () => {
    expect(await fault(Buffer.from(`Namn;Tel\n"Ada;070\n`))).toBe('damaged')
    expect(await fault(Buffer.from('x'.repeat(LIMITS.bytes + 1)))).toBe('too-large')
  })
})
