import { expect, test } from 'vitest'

import { SequenceTracker } from './sequence-tracker'

function trackerOf(sequences: readonly number[]): SequenceTracker {
  const tracker = new SequenceTracker()
  for (const sequence of sequences) tracker.note(sequence, 0)
  return tracker
}

test('packets in order are all received and none is lost', () => {
  const tracker = trackerOf([10, 11, 12])
  expect(tracker.takeDue(1_000)).toEqual([])
  expect(tracker.counts).toEqual({ received: 3, lost: 0, repaired: 0, reordered: 0, duplicates: 0 })
})

test('extended numbers continue across the wrap', () => {
  const tracker = new SequenceTracker()
  expect(tracker.note(65_534, 0)).toBe(65_534)
  expect(tracker.note(65_535, 0)).toBe(65_535)
  expect(tracker.note(0, 0)).toBe(65_536)
  expect(tracker.note(65_535, 0)).toBe(65_535)
  expect(tracker.note(1, 0)).toBe(65_537)
  expect(tracker.counts).toMatchObject({ received: 5, duplicates: 1 })
})

test('packets missing across the wrap are requested by their sixteen bits', () => {
  const tracker = trackerOf([65_533, 2])
  expect(tracker.takeDue(30)).toEqual([65_534, 65_535, 0, 1])
  expect(tracker.counts.lost).toBe(4)
})

test('a packet that is only late is neither lost nor requested', () => {
  const tracker = trackerOf([1, 3])
  expect(tracker.takeDue(19)).toEqual([])
  tracker.note(2, 19)
  expect(tracker.takeDue(100)).toEqual([])
  expect(tracker.counts).toMatchObject({ lost: 0, reordered: 1 })
})

test('a packet that arrives after it was requested was lost and is repaired', () => {
  const tracker = trackerOf([1, 3])
  expect(tracker.takeDue(20)).toEqual([2])
  tracker.note(2, 60)
  expect(tracker.counts).toMatchObject({ received: 3, lost: 1, repaired: 1, reordered: 0 })
})

test('a repair on another stream counts once', () => {
  const tracker = trackerOf([1, 3])
  tracker.takeDue(20)
  tracker.noteRepair(2)
  tracker.noteRepair(2)
  tracker.noteRepair(3)
  expect(tracker.counts).toMatchObject({ received: 2, lost: 1, repaired: 1 })
})

test('a packet is requested again only after a while, and given up in the end', () => {
  const tracker = trackerOf([1, 3])
  expect(tracker.takeDue(20)).toEqual([2])
  expect(tracker.takeDue(119)).toEqual([])
  expect(tracker.takeDue(120)).toEqual([2])
  expect(tracker.takeDue(1_001)).toEqual([])
  expect(tracker.hasMissing).toBe(false)
  expect(tracker.counts.lost).toBe(1)
})

test('a great jump is counted, and none of it is requested', () => {
  const tracker = trackerOf([1, 1_002])
  expect(tracker.counts.lost).toBe(1_000)
  expect(tracker.takeDue(100)).toEqual([])
})

test('packets missed during our own connection failure are excused', () => {
  const tracker = trackerOf([1, 3])
  tracker.forgive()
  tracker.note(200, 5_000)
  tracker.note(202, 5_000)
  expect(tracker.takeDue(5_100)).toEqual([201])
  expect(tracker.counts.lost).toBe(1)
})

test('a report has the share since the last one, and the total', () => {
  const tracker = trackerOf([1, 2, 3, 5])
  expect(tracker.takeReport()).toEqual({ fractionLost: 51, totalLost: 1, highest: 5 })
  tracker.note(6, 0)
  expect(tracker.takeReport()).toEqual({ fractionLost: 0, totalLost: 1, highest: 6 })
})
