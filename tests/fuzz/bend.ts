import type { Chance } from '@/tests/support/chance'

const NUMBERS = [
  ...[0, -0, 1, -1, 0.5, -0.5, 1.000_001, 7, 8, 255, 256, 500, 501, 10_000, 10_001, 20_000_000.5],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e21, 1e308, -1e308, 5e-324],
]
const TEXTS = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\uD83D',
    '\uDE00x',
    'a\u202Eb',
    '\u2066',
    '\uFEFF',
    '\uFFFE',
    '\u{10FFFF}',
    '\u3164',
    'e\u0301'.repeat(50),
  ],
  ...[
    '__proto__',
    'constructor',
    'NaN',
    '1e999',
    '-1',
    '../../etc/passwd',
    '%00',
    '<script>',
    "';--",
    '\\u0000',
    '\r\n{"level":60}',
  ],
  'x'.repeat(10_000),
]
const DEEP = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) as unknown

/** Anything that fits into a message: limits of numbers, texts that break things, and unexpected shapes. */
export function anything(chance: Chance): unknown {
  switch (chance.below(9)) {
    case 0:
    case 1:
      return chance.of(NUMBERS)
    case 2:
    case 3:
      return chance.of(TEXTS)
    case 4:
      return chance.of([null, true, false])
    case 5:
      return Array.from({ length: chance.of([0, 1, 9, 501, 5_000]) }, () => chance.of(NUMBERS))
    case 6:
      return {
        [chance.of(TEXTS)]: chance.of(NUMBERS),
        [chance.of(['length', 'toJSON', 'then', 'a'])]: chance.of(TEXTS),
      }
    case 7:
      return chance.happens(0.05) ? DEEP : []
    default:
      return String.fromCharCode(...Array.from({ length: chance.below(40) }, () => chance.below(65_536)))
  }
}

/** The value with some of its fields replaced by anything, omitted, duplicated or added. */
export function bend(value: unknown, chance: Chance, share: number): unknown {
  if (chance.happens(share)) return anything(chance)
  if (Array.isArray(value)) {
    const bent = value.map((one) => bend(one, chance, share))
    if (chance.happens(share)) bent.push(...bent)
    return chance.happens(share) ? bent.slice(1) : bent
  }
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
    .filter(() => !chance.happens(share / 2))
    .map(([key, one]): [string, unknown] => [key, bend(one, chance, share)])
  if (chance.happens(share / 2)) entries.push([chance.of(TEXTS), anything(chance)])
  return Object.fromEntries(entries)
}
