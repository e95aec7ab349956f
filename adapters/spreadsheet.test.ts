import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'

import { writeCsv, writeXlsx } from './spreadsheet'

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
