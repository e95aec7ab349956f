import ExcelJS from 'exceljs'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'

import { writeCsv, writeXlsx } from './spreadsheet'

const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u
const MADE_AT = new Date('2026-11-26T12:00:00Z')
const SHEET = {
  name: 'Hours: A/B [1]',
  head: ['Name', 'Hours'],
  rows: [['=1+1', 1.5] as const, ['Åsa', null] as const],
}

async function read(bytes: Buffer) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  return workbook.worksheets
}

describe('a workbook', () => {
  test('keeps texts as texts and numbers as numbers, with a sheet name that spreadsheets accept', async () => {
    const [sheet] = await read(await writeXlsx([SHEET], MADE_AT))
    expect(sheet?.name).toBe('Hours  A B  1 ')
    expect([sheet?.getCell('A2').value, sheet?.getCell('B2').value]).toEqual(['=1+1', 1.5])
    expect(sheet?.getCell('A2').type).toBe(ExcelJS.ValueType.String)
  })

  test('has no character that XML forbids, whatever was stored', async () => {
    const bytes = await writeXlsx(
      [{ name: 'A\uFFFF', head: ['B\uFFFE'], rows: [['Nora\uFFFF Ek\uFFFE\u0000\u0008\uD800'], ['Ali \u{1F600}\tx']] }],
      MADE_AT,
    )
    const files = Object.entries(unzipSync(new Uint8Array(bytes))).map(([, content]) => Buffer.from(content).toString())
    expect(files.filter((xml) => FORBIDDEN.test(xml))).toEqual([])
    const [sheet] = await read(bytes)
    expect(sheet?.name).toBe('A')
    expect(['A1', 'A2', 'A3'].map((at) => sheet?.getCell(at).value)).toEqual(['B', 'Nora Ek', 'Ali \u{1F600}\tx'])
  })

  test.each(['_x000D_Nora', 'a_x0041_b', '_x000d__x000A_', '_x005F_x000D_', '_x00_'])(
    'gives %s back as it was',
    async (text) => {
      const bytes = await writeXlsx([{ name: 'A', head: ['B'], rows: [[text]] }], MADE_AT)
      const strings = Buffer.from(unzipSync(new Uint8Array(bytes))['xl/sharedStrings.xml'] ?? []).toString()
      const [, written = ''] = [...strings.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, inner]) => inner ?? '')
      // As spreadsheets read it: from left to right, each escape once.
      const read = written.replaceAll(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      expect(read).toBe(text)
    },
  )

  test('is the same bytes for the same sheets and time, and others for another time', async () => {
    const [one, same, later] = await Promise.all([
      writeXlsx([SHEET], MADE_AT),
      writeXlsx([SHEET], MADE_AT),
      writeXlsx([SHEET], new Date(MADE_AT.getTime() + 1_000)),
    ])
    expect(one.equals(same)).toBe(true)
    expect(one.equals(later)).toBe(false)
  })
})

test('rows have semicolons and a byte order mark, and no text that a spreadsheet would run', () => {
  const text = writeCsv([
    ['Namn', 'Timmar'],
    ['=HYPERLINK("x")', '1,50'],
    ['@cmd', 'a;b'],
  ]).toString('utf8')
  expect(text.startsWith('\uFEFFNamn;Timmar\r\n')).toBe(true)
  expect(text.split('\r\n').slice(1, 3)).toEqual([`"'=HYPERLINK(""x"")";1,50`, `'@cmd;"a;b"`])
})
