import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FIRST_SNAPSHOT, SnapshotStore } from './lesson-snapshot'
import { SleepWatch } from './sleep-watch'

const MINUTE_MS = 60_000
let store: SnapshotStore
let watch: SleepWatch

beforeEach(() => {
  vi.useFakeTimers()
  store = new SnapshotStore({ ...FIRST_SNAPSHOT, phase: 'in', connection: 'up' })
  watch = new SleepWatch(store)
  watch.start()
})
afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

test('a device that slept for three minutes says so when it wakes and is back', () => {
  vi.advanceTimersByTime(MINUTE_MS)
  vi.setSystemTime(Date.now() + 3 * MINUTE_MS)
  store.update({ connection: 'lost' })
  vi.advanceTimersByTime(4_000)
  expect(store.get().awayMs).toBeNull()
  store.update({ connection: 'up' })
  vi.advanceTimersByTime(2_000)
  expect(Math.round((store.get().awayMs ?? 0) / MINUTE_MS)).toBe(3)
})

test('a lost connection counts from when it was lost, and a short one is not mentioned', () => {
  store.update({ connection: 'lost' })
  vi.advanceTimersByTime(MINUTE_MS)
  store.update({ connection: 'up' })
  vi.advanceTimersByTime(4_000)
  expect(store.get().awayMs).toBeNull()
  store.update({ connection: 'lost' })
  vi.advanceTimersByTime(4 * MINUTE_MS)
  store.update({ connection: 'up' })
  vi.advanceTimersByTime(4_000)
  expect(Math.round((store.get().awayMs ?? 0) / MINUTE_MS)).toBe(4)
})
