import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { PathHealth, type PathState } from './path-health'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function pathThat(wasUp: boolean) {
  const restarts: number[] = []
  const began = Date.now()
  let isGivenUp = false
  const path = new PathHealth({
    wasUp: () => wasUp,
    onChange: () => undefined,
    restartIce: async () => void restarts.push(Date.now() - began),
    onGivenUp: () => (isGivenUp = true),
  })
  return { path, restarts, isGivenUp: () => isGivenUp }
}

test.each<[PathState, number[]]>([
  ['failed', [0, 3_000, 6_000]],
  ['disconnected', [700, 3_700, 6_700]],
  ['connecting', [3_000, 6_000, 9_000]],
])('a path that is %s is looked for three times, and then given up', (state, expected) => {
  const { path, restarts, isGivenUp } = pathThat(true)
  path.take(state)
  vi.advanceTimersByTime(30_000)
  expect(restarts).toEqual(expected)
  expect([path.isLost, isGivenUp()]).toEqual([true, true])
})

test('a first connection has more time', () => {
  const { path, restarts } = pathThat(false)
  path.take('connecting')
  vi.advanceTimersByTime(8_900)
  expect([restarts, path.isLost]).toEqual([[], false])
  vi.advanceTimersByTime(200)
  expect([restarts, path.isLost]).toEqual([[9_000], true])
})

test('a path that is back is looked for no more, and has three tries the next time', () => {
  const { path, restarts, isGivenUp } = pathThat(true)
  path.take('failed')
  vi.advanceTimersByTime(3_500)
  path.take('connected')
  expect([path.isUp, path.isLost]).toEqual([true, false])
  vi.advanceTimersByTime(30_000)
  expect(restarts).toEqual([0, 3_000])
  path.take('failed')
  vi.advanceTimersByTime(6_500)
  expect([restarts.length, isGivenUp()]).toEqual([5, false])
})

test('what recovers on one path does not end the search for another', () => {
  const [receive, send] = [pathThat(true), pathThat(true)]
  receive.path.take('disconnected')
  send.path.take('disconnected')
  receive.path.take('connected')
  vi.advanceTimersByTime(1_000)
  expect([receive.restarts, send.restarts]).toEqual([[], [700]])
})

test('a closed one does nothing more', () => {
  const { path, restarts } = pathThat(true)
  path.take('disconnected')
  path.close()
  vi.advanceTimersByTime(30_000)
  expect(restarts).toEqual([])
})
