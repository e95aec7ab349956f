import { describe, expect, test } from 'vitest'

import { plainDigits, plainNumber } from './plain-number'

const DIGIT = /^\p{Nd}$/u

/** Every decimal digit that this engine knows, in order. */
const DIGITS = Array.from({ length: 0x1_10_00 * 0x10 }, (_, codePoint) => codePoint)
  .filter((codePoint) => codePoint < 0xd8_00 || codePoint > 0xdf_ff)
  .map((codePoint) => String.fromCodePoint(codePoint))
  .filter((character) => DIGIT.test(character))

test('the digits of every script are read, in their order', () => {
  expect(DIGITS.length).toBeGreaterThan(600)
  expect(plainNumber(DIGITS.join(''))).toBe('0123456789'.repeat(DIGITS.length / 10))
})

describe('a pasted number is read as a keyboard writes it', () => {
  test.each([
    ['en dash', '19900175\u20132386', '19900175-2386'],
    ['non-breaking hyphen', '19900175\u20112386', '19900175-2386'],
    ['minus sign', '19900175\u22122386', '19900175-2386'],
    ['fullwidth hyphen', '19900175\uFF0D2386', '19900175-2386'],
    ['left-to-right marks', '\u200E19900175-2386\u200E', '19900175-2386'],
    ['isolates', '\u2066199001752386\u2069', '199001752386'],
    ['zero-width space', '19900175-2386\u200B', '19900175-2386'],
    ['byte order mark', '\uFEFF199001752386', '199001752386'],
    ['no-break and thin spaces', '19900175\u00A0\u20092386', '199001752386'],
    ['Arabic-Indic digits', '\u0661\u0669\u0669\u0660', '1990'],
    ['Persian digits', '\u06F1\u06F9\u06F9\u06F0', '1990'],
    ['fullwidth digits with a colon', '\uFF10\uFF19\uFF1A\uFF13\uFF10', '09:30'],
    ['plus sign', '900175\uFF0B2386', '900175+2386'],
  ])('%s', (_, typed, read) => {
    expect(plainNumber(typed)).toBe(read)
  })
})

test('letters stay, and numerals that are no digits', () => {
  expect(plainNumber('900175-TF12')).toBe('900175-TF12')
  expect(plainNumber('½ ² ፩')).toBe('½²፩')
})

test('of a code only the digits count', () => {
  expect(plainDigits('Kod: ٤٨٢ ١٣٩.')).toBe('482139')
})
