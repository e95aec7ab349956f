import { describe, expect, test } from 'vitest'

import type { HandRaised } from '@/domain/live-lesson/view'

import { stillOrder } from './still-order'

const hand = (name: string, town: string, atMs: number): HandRaised => ({
  memberId: name,
  displayName: name,
  town,
  atMs,
})
const names = (hands: readonly HandRaised[]) => hands.map((one) => one.memberId)

describe('the queue of hands', () => {
  const tekle = hand('tekle', 'Örnsköldsvik', 1)
  const anna = hand('anna', 'Nordmaling', 2)
  const hiwet = hand('hiwet', 'Örnsköldsvik', 3)

  test('that must not move keeps its rows, and a new hand stands last', () => {
    expect(names(stillOrder([tekle, anna, hiwet], ['anna', 'hiwet', 'gone']))).toEqual(['anna', 'hiwet', 'tekle'])
  })
})
