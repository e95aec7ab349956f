import { expect, it } from 'vitest'

import { millisecondsSince, type Moment } from './mark-clock'

const MADE: Moment = { wallMs: 1_000_000, pageMs: 5_000, stretch: 'page:0' }

it.each([
  ['by the clock of the page', { wallMs: 1_060_000, pageMs: 65_000, stretch: 'page:0' }, 60_000],
  [
    'by it also when the device was set two hours ahead',
    { wallMs: 8_260_000, pageMs: 65_000, stretch: 'page:0' },
    60_000,
  ],
  [
    'by the device when the page was hidden and may have slept',
    { wallMs: 1_600_000, pageMs: 6_000, stretch: 'page:1' },
    600_000,
  ],
  ['by the device after a reload', { wallMs: 1_090_000, pageMs: 200, stretch: 'next:0' }, 90_000],
  ['never as something in the future', { wallMs: 900_000, pageMs: 200, stretch: 'next:0' }, 0],
])('a mark is dated %s', (_label, now, expected) => {
  expect(millisecondsSince(MADE, now)).toBe(expected)
})
