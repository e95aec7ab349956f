import personnummer from 'personnummer'

import { DomainError } from '../domain-error'
import type { ErrorCode } from '../error-codes'
import { plainNumber } from '../text/plain-number'

const WRITTEN = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/
/** A number with letters among its last four characters, as schools and regions make them for the time being. */
const TEMPORARY = /^(?:\d{2})?\d{6}[-+]?(?=\d*\p{L})[\p{L}\d]{4}$/u
/** Month, and day with sixty added, of a samordningsnummer for somebody whose date of birth is not fully known. */
const UNKNOWN_MONTH = '00'
const UNKNOWN_DAY = '60'

/**
 * The twelve digits of a personnummer or samordningsnummer in any notation: with or without century, hyphen or spaces,
 * in the digits of any script. Without a century the person is under a hundred on `todayOn` ('YYYY-MM-DD'), or over it
 * after a plus sign. The month or the day of birth, or both, may be unknown: the digits are no date.
 * @throws DomainError `people.identity-number-temporary` for one with letters, `people.identity-number-invalid` for a
 * number that cannot exist.
 * @source folkbokföringslagen (1991:481) 18 §, docs/legal-sources.md#identity-numbers
 */
export function parseIdentityNumber(text: string, todayOn: string): string {
  const plain = plainNumber(text)
  if (TEMPORARY.test(plain)) throw refusal('people.identity-number-temporary')
  const [, century, date, sign, serial] = WRITTEN.exec(plain) ?? []
  if (date === undefined || serial === undefined) throw refusal('people.identity-number-invalid')
  const digits = `${century ?? centuryOf(date, { isOverHundred: sign === '+', todayOn })}${date}${serial}`
  if (!canExist(digits)) throw refusal('people.identity-number-invalid')
  return digits
}

function canExist(digits: string): boolean {
  const month = digits.slice(4, 6)
  const day = digits.slice(6, 8)
  if (month !== UNKNOWN_MONTH && day !== UNKNOWN_DAY) {
    return personnummer.valid(digits, { allowCoordinationNumber: true, allowInterimNumber: false })
  }
  const isPossible = Number(month) <= MONTHS && Number(day) >= DAY_OFFSET && Number(day) <= DAY_OFFSET + DAYS
  return isPossible && hasCheckDigit(digits.slice(2))
}

/** Doubled at every other place, the sums of the digits add up to a multiple of ten. */
function hasCheckDigit(tenDigits: string): boolean {
  const sum = [...tenDigits]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0)
  return sum % 10 === 0
}

function centuryOf(date: string, { isOverHundred, todayOn }: { isOverHundred: boolean; todayOn: string }): string {
  const thisCentury = Number(todayOn.slice(0, 2))
  const today = todayOn.slice(2).replaceAll('-', '')
  // An unknown month or day is 00, before every other.
  const birth = `${date.slice(0, 4)}${String(Number(date.slice(4)) % DAY_OFFSET).padStart(2, '0')}`
  const centuriesBack = (birth > today ? 1 : 0) + (isOverHundred ? 1 : 0)
  return String(thisCentury - centuriesBack)
}

const MONTHS = 12
const DAYS = 31
/** In a samordningsnummer sixty is added to the day. */
const DAY_OFFSET = 60

function refusal(code: ErrorCode): DomainError {
  return new DomainError(code, { field: 'identityNumber' })
}
