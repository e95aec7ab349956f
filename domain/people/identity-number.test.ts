import { describe, expect, it } from 'vitest'

import { cardNumberOf } from './card-number'
import { parseIdentityNumber } from './identity-number'
import type { PersonId } from '../ids'

const TODAY = '2026-01-12'

/** The last digit by the rule that doubles every second digit, so that no number of a person stands here. */
function withCheckDigit(elevenDigits: string): string {
  const sum = [...elevenDigits.slice(2)]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0)
  return `${elevenDigits}${(10 - (sum % 10)) % 10}`
}

const number = withCheckDigit('19900101990')
const coordination = withCheckDigit('19900161990')
const ofChild = withCheckDigit('20260112990')
const ofOld = withCheckDigit('19200112990')

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
    ['a day that does not exist', withCheckDigit('19900231990')],
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
