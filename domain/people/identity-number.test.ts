import { describe, expect, it } from 'vitest'

import { cardNumberOf } from './card-number'
import { parseIdentityNumber } from './identity-number'
import type { PersonId } from '../ids'

const TODAY = '2026-01-12'

/** Completes a number from Skatteverket's series for tests: birth numbers 238, 239, 980 and 981. */
function withCheckDigit(elevenDigits: string): string {
  const sum = [...elevenDigits.slice(2)]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0)
  return `${elevenDigits}${(10 - (sum % 10)) % 10}`
}

const number = withCheckDigit('19920310238')
const coordination = withCheckDigit('19920370238')
const ofChild = withCheckDigit('20260112238')
const ofOld = withCheckDigit('19200112980')

describe('an identity number', () => {
  it.each([
    ['twelve digits', number, number],
    ['with a hyphen', `${number.slice(0, 8)}-${number.slice(8)}`, number],
    ['with spaces', ` ${number.slice(0, 8)} ${number.slice(8)} `, number],
    ['without century', number.slice(2), number],
    ['without century, with a hyphen', `${number.slice(2, 8)}-${number.slice(8)}`, number],
    ['a samordningsnummer', coordination, coordination],
    ['a samordningsnummer without century', coordination.slice(2), coordination],
    ['born today without century', ofChild.slice(2), ofChild],
    ['a samordningsnummer without month and day', '199000602384', '199000602384'],
    ['a samordningsnummer without month', '199000722380', '199000722380'],
    ['a samordningsnummer without day', '199011602381', '199011602381'],
    ['a test number of the tax agency, without month and day', '191500882392', '191500882392'],
    ['a test number of the tax agency, without month', '191500722390', '191500722390'],
    ['an unknown date without century', '900060-2384', '199000602384'],
    ['with an en dash', '19900175\u20132386', '199001752386'],
    ['with a non-breaking hyphen', '19900175\u20112386', '199001752386'],
    ['with a minus sign', '19900175\u22122386', '199001752386'],
    ['with direction marks', '\u200E19900175-2386\u200F', '199001752386'],
    ['with a zero-width space', '19900175-2386\u200B', '199001752386'],
    ['in Arabic-Indic digits', '١٩٩٠٠١٧٥٢٣٨٦', '199001752386'],
    ['in Persian digits', '۱۹۹۰۰۱۷۵۲۳۸۶', '199001752386'],
    ['of somebody over a hundred', '900175+2386', '189001752386'],
    ['over a hundred with a plus sign', `${ofOld.slice(2, 8)}+${ofOld.slice(8)}`, ofOld],
  ])('%s', (_label, written, expected) => {
    expect(parseIdentityNumber(written, TODAY)).toBe(expected)
  })

  it.each([
    ['a wrong check digit', `${number.slice(0, 11)}${(Number(number.at(-1)) + 1) % 10}`],
    ['a day that does not exist', withCheckDigit('19920231238')],
    ['a wrong check digit after an unknown date', '199000602385'],
    ['a month that does not exist', withCheckDigit('19901360238')],
    ['a day over thirty-one in an unknown month', withCheckDigit('19900092238')],
    ['an unknown month in a personnummer', withCheckDigit('19900012238')],
    ['an unknown day in a personnummer', withCheckDigit('19901100238')],
    ['letters', 'abcdefghijkl'],
    ['a digit too few', number.slice(0, 11)],
    ['nothing', ''],
  ])('%s is refused', (_label, written) => {
    expect(() => parseIdentityNumber(written, TODAY)).toThrow(
      expect.objectContaining({ code: 'people.identity-number-invalid' }),
    )
  })
})

describe('a temporary number', () => {
  it.each(['900175-TF12', '900175-T123', '20000101-TF23', '20000101tf23', '900175\u2013T123', '٩٠٠١٧٥-T١٢٣'])(
    '%s has a refusal of its own',
    (written) => {
      expect(() => parseIdentityNumber(written, TODAY)).toThrow(
        expect.objectContaining({ code: 'people.identity-number-temporary' }),
      )
    },
  )
})

it('a card number has four digits and stays the same', () => {
  const personId = '00000000-0000-4000-8000-0000000004d2' as PersonId
  expect(cardNumberOf(personId)).toBe('1234')
})
