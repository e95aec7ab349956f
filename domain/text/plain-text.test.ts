import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { asPlainLine, isPlainLine, isPlainText, readable, withoutUnseen, withoutUnseenIn } from './plain-text'

test.each([
  ['Swedish', 'Åsa Exempel'],
  ['Arabic with vowel signs', 'مُحَمَّدٌ'],
  ['Persian with a joiner inside a word', 'می\u200Cخواهم'],
  ['Tigrinya', 'ሰላም ኩሉኹም'],
  ['an emoji of several parts', '👩‍🏫'],
  ['an emoji with a variation selector', 'Bra ❤️'],
  ['a name with an apostrophe and a hyphen', "Anna-Karin O'Påhittad"],
  ['a decomposed letter', 'A\u030Asa'],
  ['nothing', ''],
])('%s is plain', (_, text) => {
  expect(isPlainLine(text)).toBe(true)
})

test.each([
  ['NUL', 'Anna\u0000'],
  ['a line break', 'Anna\n{"level":50}'],
  ['a carriage return', 'Anna\r'],
  ['escape', '\u001B[31mAnna'],
  ['delete', 'Anna\u007F'],
  ['a C1 control', 'Anna\u0085'],
  ['a high surrogate alone', 'Anna \uD83D'],
  ['a low surrogate alone', '\uDE00 Anna'],
  ['a right-to-left override', 'Anna \u202Ennaira'],
  ['a left-to-right isolate', '\u2066Anna\u2069'],
  ['a right-to-left mark', 'Anna\u200F'],
  ['an Arabic letter mark', 'Anna\u061C'],
  ['a byte order mark', '\uFEFFAnna'],
  ['a zero-width space', 'An\u200Bna'],
  ['a word joiner', 'An\u2060na'],
  ['a soft hyphen', 'An\u00ADna'],
  ['a joiner inside a Latin name', 'An\u200Cna'],
  ['a joiner at the end', 'آنا\u200C'],
  ['two joiners', 'می\u200C\u200Cخواهم'],
  ['a Hangul filler', 'Anna\u3164'],
  ['nothing but a filler', '\u3164'],
  ['nothing but a joiner', '\u200D'],
  ['a tag character', 'Anna\u{E0041}'],
  ['a noncharacter', 'Anna\uFFFE'],
  ['a noncharacter of another plane', 'Anna\u{1FFFF}'],
  ['a noncharacter of the Arabic block', 'Anna\uFDD0'],
  ['an interlinear annotation', 'Anna\uFFF9x\uFFFB'],
  ['a line separator', 'Anna\u2028'],
  ['marks that run over other lines', `A${'\u0301'.repeat(40)}`],
])('%s is refused', (_, text) => {
  expect(isPlainLine(text)).toBe(false)
  expect(isPlainText(text.replaceAll(/[\r\n]/g, '\u0000'))).toBe(false)
})

describe('texts of several lines', () => {
  test('line breaks, empty lines and tabs are kept', () => {
    expect(isPlainText('Första\n\n\tAndra')).toBe(true)
  })

  test('each line is checked separately', () => {
    expect(isPlainText('Första\n\u202EAndra')).toBe(false)
  })
})

test('invisible characters from pasted text are removed, and what a person typed stays', () => {
  expect(withoutUnseen('\u200E\uFEFFAnna\u00AD\u200B')).toBe('Anna')
  expect(withoutUnseen('می\u200Cخواهم 👩‍🏫 ❤️')).toBe('می\u200Cخواهم 👩‍🏫 ❤️')
  expect(withoutUnseen('Anna\u0000')).toBe('Anna\u0000')
})

test('a form is cleaned field by field, except passwords', () => {
  const typed = { name: 'Anna\u200F', rows: [{ note: '\u200Bja', minutes: 5 }], password: 'a\u200Bb', none: null }
  const kept = { name: 'Anna', rows: [{ note: 'ja', minutes: 5 }], password: 'a\u200Bb', none: null }
  expect(withoutUnseenIn(typed)).toEqual(kept)
})

test("any document's text becomes storable", () => {
  expect(readable('Ett\u0000 två\r\ntre\u2028fyra \uD83D fem\u202E')).toBe('Ett två\ntre\nfyra  fem')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const kept = readable(text)
      expect(kept.isWellFormed()).toBe(true)
      expect(/[^\P{Cc}\n\t]/u.test(kept)).toBe(false)
    }),
  )
})

test.each([
  ['Anna\u200F Exempel', 'Anna Exempel'],
  ['An\u200Cna\nExempel', 'Anna Exempel'],
  ['\u3164', '…'],
  [`A${'\u0301'.repeat(40)}`, 'Á\u0301\u0301\u0301\u0301\u0301\u0301'],
])('an earlier stored name %j is shown as %j', (kept, shown) => {
  expect(asPlainLine(kept)).toBe(shown.normalize('NFC'))
})

test('whatever is stored, its line is plain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(isPlainLine(asPlainLine(text))).toBe(true)
    }),
  )
})
