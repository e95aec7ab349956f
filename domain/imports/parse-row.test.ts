import { describe, expect, test } from 'vitest'

import { findHeadings } from './find-headings'
import { guessColumns, keyOfHeadings, type ImportColumn } from './import-fields'
import {
  parseDayCell,
  parseGroundCell,
  parseLanguageCell,
  parseProtectionCell,
  plainCell,
  splitName,
} from './parse-cell'
import { parseRow } from './parse-row'

const TODAY = '2026-11-28'

describe('columns', () => {
  test.each([
    ['Personnummer', 'identityNumber'],
    ['PERS.NR', 'identityNumber'],
    ['Person-/samordningsnummer', 'identityNumber'],
    ['Förnamn', 'givenName'],
    ['  efternamn ', 'familyName'],
    ['Namn', 'fullName'],
    ['Kön', 'legalSex'],
    ['Modersmål', 'spokenLanguage'],
    ['E-post', 'email'],
    ['Mobil', 'phone'],
    ['Födelsedatum', 'bornOn'],
    ['UT från', 'permitFromOn'],
    ['Folkbokförd från', 'registeredFromOn'],
    ['Date of birth', 'bornOn'],
    ['First name', 'givenName'],
    ['Skyddad identitet', 'isProtected'],
    ['Anteckning', null],
    ['', null],
  ])('%s', (heading, field) => {
    expect(guessColumns([heading])).toEqual([field])
  })

  test('a field is taken by the first column that names it', () => {
    expect(guessColumns(['Telefon', 'Mobil', 'Namn'])).toEqual(['phone', null, 'fullName'])
  })

  test('have the same key however they are written', () => {
    expect(keyOfHeadings(['Förnamn', 'E-POST'])).toBe(keyOfHeadings([' fornamn', 'e post']))
  })

  test('stand below a title', () => {
    const rows = [
      ['Nyanlända hösten 2026'],
      ['Utskrivet', '2026-11-01'],
      ['Förnamn', 'Efternamn', 'Pnr'],
      ['Ada', 'B', ''],
    ]
    expect(findHeadings(rows.map((cells, at) => ({ rowNumber: at + 1, cells })))).toBe(2)
  })
})

describe('days', () => {
  test.each([
    ['2026-01-31', '2026-01-31'],
    ['20260131', '2026-01-31'],
    ['2026/1/3', '2026-01-03'],
    ['2026.01.31', '2026-01-31'],
    ['31/1/2026', '2026-01-31'],
    ['31.01.2026', '2026-01-31'],
    ['3-1-2026', '2026-01-03'],
    ['2026-01-31 00:00:00', '2026-01-31'],
    ['46053', '2026-01-31'],
    ['٢٠٢٦-٠١-٣١', '2026-01-31'],
    ['2024-02-29', '2024-02-29'],
  ])('%s', (text, value) => {
    expect(parseDayCell(text)).toEqual({ value })
  })

  test.each([
    '30 februari',
    '2026-02-30',
    '2025-02-29',
    '31/4/2026',
    '13/13/2026',
    '26-01-31',
    '01/31/2026',
    'i våras',
    '99999',
  ])('%s is none', (text) => {
    expect(parseDayCell(text)).toEqual({ code: 'input.not-a-date' })
  })
})

test.each([
  ['Arabiska', 'ar'],
  ['arabic', 'ar'],
  ['العربية', 'ar'],
  ['Tigrinska', 'ti'],
  ['Dari', 'fa-AF'],
  ['Persiska', 'fa'],
  ['ukrainska', 'uk'],
  ['Somali', 'so'],
  ['sv', 'sv'],
  ['Kurmanji', 'kmr'],
  ['lätt svenska', 'sv-x-easy'],
])('language %s', (text, value) => {
  expect(parseLanguageCell(text)).toEqual({ value })
})

test('a language that can be two is none', () => {
  expect(parseLanguageCell('kurdiska')).toEqual({ code: 'imports.unknown-word' })
})

test.each([
  ['Flykting', 'refugee'],
  ['Alternativt skyddsbehövande', 'subsidiary_protection'],
  ['Massflykt', 'temporary_protection'],
  ['family_tie', 'family_tie'],
])('ground %s', (text, value) => {
  expect(parseGroundCell(text)).toEqual({ value })
})

test.each([
  ['ja', true],
  ['x', true],
  ['Sekretess', true],
  ['vet ej', true],
  ['nej', false],
  ['-', false],
  ['', false],
])('protection %s', (text, isProtected) => {
  expect(parseProtectionCell(text)).toBe(isProtected)
})

test.each([
  ['="0701234567"', { value: '0701234567' }],
  ['+46 70 123 45 67', { value: '+46 70 123 45 67' }],
  ['=1+1', { code: 'imports.formula' }],
  ['@SUM(A1)', { code: 'imports.formula' }],
  ['-cmd|calc', { code: 'imports.formula' }],
  ['\u200EAda\u200B', { value: 'Ada' }],
  ['  Anna   Maria ', { value: 'Anna Maria' }],
])('cell %s', (text, parsed) => {
  expect(plainCell(text)).toEqual(parsed)
})

test.each([
  ['Testdotter, Mehret', { givenName: 'Mehret', familyName: 'Testdotter' }],
  ['Anna Maria Exempel', { givenName: 'Anna Maria', familyName: 'Exempel' }],
  ['Ali', { givenName: 'Ali', familyName: '' }],
])('name %s', (text, names) => {
  expect(splitName(text)).toEqual(names)
})

describe('a row', () => {
  const columns: ImportColumn[] = [
    'fullName',
    'identityNumber',
    'spokenLanguage',
    'permitGround',
    'permitFromOn',
    'isProtected',
  ]

  test('says only what is written, and the day of birth that is in its number', () => {
    const cells = ['Exempel, Saba', '900101 2384', 'tigrinska', '', '', 'nej']
    const { values, refusals } = parseRow(cells, ['fullName', null, 'spokenLanguage'], TODAY)
    expect(values).toEqual({ givenName: 'Saba', familyName: 'Exempel', spokenLanguage: 'ti' })
    expect(refusals).toEqual([])
    expect(parseRow(['19850709–9805'], ['identityNumber'], TODAY).values).toEqual({
      identityNumber: '198507099805',
      bornOn: '1985-07-09',
    })
    expect(parseRow(['199000602384'], ['identityNumber'], TODAY).values).toEqual({ identityNumber: '199000602384' })
    expect(parseRow(['199001752386'], ['identityNumber'], TODAY).values).toMatchObject({ bornOn: '1990-01-15' })
  })

  test('names each cell that cannot be right', () => {
    const { refusals } = parseRow(['=1+1', '198507099806', 'elviska', 'flykting', '', ''], columns, TODAY)
    expect(refusals).toEqual([
      { field: 'fullName', code: 'imports.formula' },
      { field: 'identityNumber', code: 'people.identity-number-invalid' },
      { field: 'spokenLanguage', code: 'imports.unknown-word' },
      { field: 'permitFromOn', code: 'input.required' },
    ])
  })

  test('has its telephone number with the zero that a spreadsheet drops', () => {
    const phoneOf = (cell: string) => parseRow([cell], ['phone'], TODAY).values.phone
    expect(['701234567', '0701234567', '+46 70 123 45 67', '90123456'].map(phoneOf)).toEqual([
      ...['0701234567', '0701234567', '+46 70 123 45 67', '90123456'],
    ])
  })

  test('of a protected person says nothing at all', () => {
    expect(parseRow(['Exempel, Saba', '', '', '', '', 'ja'], columns, TODAY)).toEqual({
      values: {},
      refusals: [{ field: null, code: 'imports.by-hand' }],
    })
  })
})
