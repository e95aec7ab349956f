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
    ['over a hundred with a plus sign', `${ofOld.slice(2, 8)}+${ofOld.slice(8)}`, ofOld],
  ])('%s', (_label, written, expected) => {
    expect(parseIdentityNumber(written, TODAY)).toBe(expected)
  })

  it.each([
    ['a wrong check digit', `${number.slice(0, 11)}${(Number(number.at(-1)) + 1) % 10}`],
    ['a day that does not exist', withCheckDigit('19920231238')],
    ['letters', 'abcdefghijkl'],
    ['a digit too few', number.slice(0, 11)],
    ['nothing', ''],
  ])('%s is refused', (_label, written) => {
    expect(() => parseIdentityNumber(written, TODAY)).toThrow(
      expect.objectContaining({ code: 'people.identity-number-invalid' }),
    )
  })
})

it('a card number has four digits and stays the same', () => {
  const personId = '00000000-0000-4000-8000-0000000004d2' as PersonId
  expect(cardNumberOf(personId)).toBe('1234')
})
