import { expect, test } from 'vitest'

import { roomsOf } from './planned-rooms'

const namesOf = (...given: Parameters<typeof roomsOf>) =>
  roomsOf(...given).map(({ memberId, displayName }) => `${displayName} ${memberId ?? '–'}`)
const vannas = { memberId: 'v1', displayName: 'Vännäs' }

test('a planned classroom has a place before its screen comes, and the same one after', () => {
  const planned = ['Bjurholm', 'Vännäs', 'Åsele']
  expect(namesOf([], planned)).toEqual(['Bjurholm –', 'Vännäs –', 'Åsele –'])
  expect(namesOf([vannas], planned)).toEqual(['Bjurholm –', 'Vännäs v1', 'Åsele –'])
})

test('a town with two classrooms has two places, and one that nobody planned has its own', () => {
  expect(namesOf([vannas], ['Vännäs', 'Vännäs'])).toEqual(['Vännäs v1', 'Vännäs –'])
  expect(namesOf([vannas], ['Bjurholm'])).toEqual(['Bjurholm –', 'Vännäs v1'])
})
