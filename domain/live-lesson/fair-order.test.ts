import { describe, expect, test } from 'vitest'

import { RAISED_HANDS } from '@/tests/factories/live-events'

import type { HandRaised } from './view'

import { fairOrder } from './fair-order'

const { tekle, anna, hiwet } = RAISED_HANDS
const names = (hands: readonly HandRaised[]) => hands.map((one) => one.memberId)

describe('the queue of hands', () => {
  test('gives the floor by turns: a town with two hands does not have it twice before another', () => {
    expect(names(fairOrder([hiwet, anna, tekle], []))).toEqual(['tekle', 'anna', 'hiwet'])
  })

  test('begins with the town that has had the floor least', () => {
    const turns = [
      { town: 'Örnsköldsvik', times: 2 },
      { town: 'Nordmaling', times: 1 },
    ]
    expect(names(fairOrder([tekle, hiwet, anna], turns))).toEqual(['anna', 'tekle', 'hiwet'])
  })
})
