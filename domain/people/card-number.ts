import type { PersonId } from '../ids'

const CARD_NUMBERS = 10_000
const HEX_DIGITS = 8

/**
 * Four digits on a participant's card that distinguish people with the same name; they reveal nothing about the person.
 */
export function cardNumberOf(personId: PersonId): string {
  const number = Number.parseInt(personId.replaceAll('-', '').slice(-HEX_DIGITS), 16) % CARD_NUMBERS
  return String(number).padStart(4, '0')
}
