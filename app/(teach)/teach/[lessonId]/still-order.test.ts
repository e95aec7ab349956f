import { describe, expect, test } from 'vitest'

import type { HandRaised } from '@/domain/live-lesson/view'
import { RAISED_HANDS } from '@/tests/factories/live-events'

import { stillOrder } from './still-order'

const { tekle, anna, hiwet } = RAISED_HANDS
const names = (hands: readonly HandRaised[]) => hands.map((one) => one.memberId)

describe('the queue of hands', () => {
  test('that must not move keeps its rows, and a new hand stands last', () => {
    expect(names(stillOrder([tekle, anna, hiwet], ['anna', 'hiwet', 'gone']))).toEqual(['anna', 'hiwet', 'tekle'])
  })
})
