import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { AdmissionQueue } from './admission-queue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A peer whose media opens when the test says so. */
class Somebody {
  isOpening = false
  finish: () => void = () => {}
  readonly done: Promise<void>

  constructor(turns: AdmissionQueue, isTeaching = false) {
    this.done = turns.take(isTeaching, () => {
      this.isOpening = true
      return new Promise<void>((resolve) => (this.finish = resolve))
    })
  }
}

const crowd = (turns: AdmissionQueue, size: number) => Array.from({ length: size }, () => new Somebody(turns))
const opening = (all: readonly Somebody[]) => all.filter((one) => one.isOpening).length
const settle = () => vi.advanceTimersByTimeAsync(0)

test('a limited number of a crowd is opened at once, and one more whenever one is done', async () => {
  const all = crowd(new AdmissionQueue(), 20)
  await settle()
  expect(opening(all)).toBe(8)
  for (const one of all.slice(0, 3)) one.finish()
  await settle()
  expect(opening(all)).toBe(11)
  expect(all[10]?.isOpening).toBe(true)
})

test('those who teach are next, however many came before them', async () => {
  const turns = new AdmissionQueue()
  const all = crowd(turns, 20)
  const communicator = new Somebody(turns, true)
  await settle()
  expect(communicator.isOpening).toBe(false)
  all[0]?.finish()
  await settle()
  expect(communicator.isOpening).toBe(true)
  expect(opening(all)).toBe(8)
})

test('one that takes long does not delay the others, and one that fails passes its turn on', async () => {
  const turns = new AdmissionQueue()
  const failed = turns.take(false, () => Promise.reject(new Error('no worker')))
  await expect(failed).rejects.toThrow('no worker')
  const slow = crowd(turns, 8)
  const next = crowd(turns, 9)
  await settle()
  expect([opening(slow), opening(next)]).toEqual([8, 0])
  await vi.advanceTimersByTimeAsync(500)
  expect(opening(next)).toBe(8)
  // If it completes after its time limit, it must not admit another one.
  for (const one of slow) one.finish()
  await settle()
  expect(opening(next)).toBe(8)
})

test('after a crowd the limit is the same as before', async () => {
  const turns = new AdmissionQueue()
  for (let round = 0; round < 3; round += 1) {
    const all = crowd(turns, 12)
    await settle()
    expect(opening(all)).toBe(8)
    for (const one of all) {
      one.finish()
      await settle()
    }
    await Promise.all(all.map((one) => one.done))
  }
})
