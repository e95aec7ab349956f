import personnummer from 'personnummer'

import { DomainError } from '../domain-error'

const WRITTEN = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/

/**
 * The twelve digits of a personnummer or samordningsnummer in any notation: with or without century, hyphen or spaces.
 * Without a century the person is under a hundred on `todayOn` ('YYYY-MM-DD'), or over it after a plus sign.
 * @throws DomainError `people.identity-number-invalid` for a number that cannot exist.
 * @source folkbokföringslagen (1991:481) 18 §, docs/legal-sources.md#identity-numbers
 */
export function parseIdentityNumber(text: string, todayOn: string): string {
  const [, century, date, sign, serial] = WRITTEN.exec(text.replaceAll(/\s/g, '')) ?? []
  if (date === undefined || serial === undefined) throw invalid()
  const digits = `${century ?? centuryOf(date, { isOverHundred: sign === '+', todayOn })}${date}${serial}`
  if (!personnummer.valid(digits, { allowCoordinationNumber: true, allowInterimNumber: false })) throw invalid()
  return digits
}

function centuryOf(date: string, { isOverHundred, todayOn }: { isOverHundred: boolean; todayOn: string }): string {
  const thisCentury = Number(todayOn.slice(0, 2))
  const today = todayOn.slice(2).replaceAll('-', '')
  const birth = `${date.slice(0, 4)}${String(Number(date.slice(4)) % DAY_OFFSET).padStart(2, '0')}`
  const centuriesBack = (birth > today ? 1 : 0) + (isOverHundred ? 1 : 0)
  return String(thisCentury - centuriesBack)
}

/** In a samordningsnummer sixty is added to the day. */
const DAY_OFFSET = 60

function invalid(): DomainError {
  return new DomainError('people.identity-number-invalid', { field: 'identityNumber' })
}
