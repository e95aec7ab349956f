import { expect, test } from 'vitest'

import { quartersUntil } from './quarters'

test('quarters go back across the year, from first to last day', () => {
  expect(quartersUntil('2026-02-14', 3)).toEqual([
    { fromOn: '2026-01-01', untilOn: '2026-03-31', label: '2026 Q1' },
    { fromOn: '2025-10-01', untilOn: '2025-12-31', label: '2025 Q4' },
    { fromOn: '2025-07-01', untilOn: '2025-09-30', label: '2025 Q3' },
  ])
})

test('the last day of a quarter belongs to it', () => {
  expect(quartersUntil('2026-12-31', 1)[0]?.label).toBe('2026 Q4')
})
