import type { Chance } from '@/tests/support/chance'

const LONG = 10_000
const DEEP = 1_000

/** Texts that later stages have failed on. */
const TEXTS = [
  ...['', ' ', '\n', '\r\n', '\t', '\0', 'a\0b', '\uD800', 'a\uDC00b', '\uD83D\uDE00', '\uFFFE', '\uFFFF', '\uFEFF'],
  ...['\u202E', '\u2066', '\u200B', '\u200D', '\u0085', '\u2028', '\u001B[31m', 'e\u0301', '\u0301'.repeat(200)],
  ...['x'.repeat(LONG), '\u{1F600}'.repeat(LONG / 4), 'አ'.repeat(LONG), '"'.repeat(500), '\\'.repeat(500)],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'undefined',
    'null',
    'true',
    '[object Object]',
    '$K1',
    '$1',
    '$Q0',
    '$@1',
  ],
  ...[
    "'; drop table persons; --",
    '%',
    '_',
    '\\',
    '%00',
    '../../../etc/passwd',
    '<script>alert(1)</script>',
    '{{7*7}}',
  ],
  ...['=cmd|" /C calc"!A0', '{"level":60}', '\n{"level":60}', '    at Somebody (x:1:1)', 'javascript:alert(1)'],
]

/** Numbers at the limits of types, and values that only look like numbers. */
const NUMBERS = [
  ...['0', '-0', '-1', '1', '0.1', '-0.5', '1e309', '-1e309', '1e-400', 'NaN', 'Infinity', '0x10', '1_000', '٣', '１'],
  ...['127', '128', '32767', '32768', '65536', '2147483647', '2147483648', '-2147483649', '4294967296'],
  ...['9007199254740991', '9007199254740993', '9223372036854775808', '9'.repeat(400), ' 1 ', '1,5', '+1', '1e3'],
]

const TIMES = [
  ...['0000-00-00', '0000-01-01', '0001-01-01', '1899-12-31', '2026-02-29', '2024-02-29', '2026-13-01', '9999-12-31'],
  ...['10000-01-01', '+010000-01-01', '-000001-01-01', '2026-01-01T00:00:00Z', '275760-09-13', '2026-03-29', '26-1-1'],
  ...['00:00', '24:00', '23:59:60', '25:61', '02:30', '1:1', '12:00:00.000000001', '99:99', '2026-W01'],
]

const IDS = [
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'x', '{', 'new', 'edit', '..'],
  ...['00000000-0000-4000-8000-000000000001', '00000000000040008000000000000001'],
]

/** An unexpected text. */
export function strangeText(chance: Chance): string {
  return chance.of(chance.of([TEXTS, NUMBERS, TIMES, IDS]))
}

/** An unexpected JSON value. */
export function strangeValue(chance: Chance): unknown {
  const kinds: (() => unknown)[] = [
    () => strangeText(chance),
    () => Number(chance.of(NUMBERS)),
    () => chance.of([null, true, false, 0, -0, 1.5, 2 ** 53, 1e308, -1, 5e-324]),
    () => Array.from({ length: chance.of([0, 1, 500]) }, () => strangeText(chance).slice(0, 50)),
    () => ({ [strangeText(chance).slice(0, 50)]: strangeText(chance) }),
    () => JSON.parse(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
  ]
  return chance.of(kinds)()
}

/** The same with some of its values changed, omitted, duplicated, or of another type. */
export function mutated(value: unknown, chance: Chance): unknown {
  if (chance.happens(1 / 12)) return strangeValue(chance)
  if (Array.isArray(value)) {
    const changed = value.map((one) => mutated(one, chance))
    return chance.happens(1 / 6) ? [...changed, ...changed] : changed
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(() => !chance.happens(1 / 10))
      .map(([key, one]) => [key, mutated(one, chance)] as const)
    const more = chance.happens(1 / 5) ? [[strangeText(chance).slice(0, 80), strangeValue(chance)] as const] : []
    return Object.fromEntries([...entries, ...more])
  }
  return chance.happens(1 / 2) ? strangeValue(chance) : value
}

/** The bytes of a text in an address, including a lone surrogate, as no library would write it. */
export function inAddress(text: string): string {
  return Array.from(text.slice(0, 2_000), (letter) =>
    letter.isWellFormed() ? encodeURIComponent(letter) : '%ED%A0%80',
  ).join('')
}
