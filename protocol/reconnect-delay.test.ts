import { expect, test } from 'vitest'

import { reconnectDelayMs, reconnectDelayMaxMs, RECONNECTION } from './reconnect-delay'

/** Waits of many pages before each of their tries. */
const waits = Array.from({ length: 30 }, (_, tries) => Array.from({ length: 200 }, () => reconnectDelayMs(tries)))

test('the first try comes within a quarter of a second, and nobody waits longer than half a second at first', () => {
  expect(Math.max(...(waits[0] ?? []))).toBeLessThanOrEqual(250)
  expect(Math.max(...waits.slice(0, 20).flat())).toBeLessThanOrEqual(500)
  expect(RECONNECTION.reconnectionDelayMax).toBe(reconnectDelayMaxMs(0))
})

test('those who lost their line together do not come back in the same moment', () => {
  for (const ofTry of waits.slice(0, 2)) expect(Math.max(...ofTry) - Math.min(...ofTry)).toBeGreaterThan(50)
})

test('who has waited long waits more patiently, and never without end', () => {
  expect(Math.min(...waits.slice(20).flat())).toBe(2_000)
  expect(Math.max(...waits.flat())).toBe(2_000)
})
