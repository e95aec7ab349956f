import { expect, it } from 'vitest'

import { transferDeadlines } from '../rules/transfer-rules'
import type { MunicipalityId } from '../ids'
import { homeOn } from './home-on'

const [umea, vannas] = ['umea', 'vannas'] as MunicipalityId[] as [MunicipalityId, MunicipalityId]
const MOVED = [
  { municipalityId: vannas, fromOn: '2026-03-10' },
  { municipalityId: umea, fromOn: '2024-01-01' },
]

it.each([
  ['before the first registration', '2023-12-31', umea],
  ['the last day before the move', '2026-03-09', umea],
  ['the day of the move', '2026-03-10', vannas],
  ['long after it', '2027-01-01', vannas],
])('%s', (_, day, home) => {
  expect(homeOn(MOVED, day)).toBe(home)
})

it('somebody without a registration has no home', () => {
  expect(homeOn([], '2026-01-01')).toBeNull()
})

it('a request is due on the tenth day after it and ends on the sixtieth', () => {
  expect(transferDeadlines('2026-02-25')).toEqual({ dueOn: '2026-03-07', endsOn: '2026-04-26' })
})
