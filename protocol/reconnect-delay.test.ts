import { expect, test } from 'vitest'

import { reconnectDelayMs, reconnectDelayMaxMs, RECONNECTION } from './reconnect-delay'

/** Delays of many pages before each of their attempts. */
const waits = Array.from({ length: 30 }, (_, tries) => Array.from({ length: 200 }, () => reconnectDelayMs(tries)))

test('the first attempt comes within a quarter of a second, and early delays are at most half a second', () => {
  expect(Math.max(...(waits[0] ?? []))).toBeLessThanOrEqual(250)
  expect(Math.max(...waits.slice(0, 20).flat())).toBeLessThanOrEqual(500)
  expect(RECONNECTION.reconnectionDelayMax).toBe(reconnectDelayMaxMs(0))
})

test('pages that lost their connections together do not reconnect at the same moment', () => {
  for (const ofTry of waits.slice(0, 2)) expect(Math.max(...ofTry) - Math.min(...ofTry)).toBeGreaterThan(50)
})

test('delays grow with the waiting time, up to a limit', () => {
  expect(Math.min(...waits.slice(20).flat())).toBe(2_000)
  expect(Math.max(...waits.flat())).toBe(2_000)
})
