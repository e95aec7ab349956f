import { expect, test } from 'vitest'

import { nextJitterBuffer, SHORT_BUFFER, JITTER_BUFFERS_MS, type JitterBuffer } from './jitter-buffer'

const EVERY_MS = 2_000

function after(buffer: JitterBuffer, madeUp: number, { seconds, fromMs }: { seconds: number; fromMs: number }) {
  let [now, state] = [fromMs, buffer]
  for (; now < fromMs + seconds * 1_000; now += EVERY_MS) state = nextJitterBuffer(state, madeUp, now)
  return { state, now }
}

test('on a good network the browser decides the delay', () => {
  expect(JITTER_BUFFERS_MS[after(SHORT_BUFFER, 0, { seconds: 600, fromMs: 0 }).state.step]).toBeNull()
})

test('broken audio costs a step per sample, up to the longest delay', () => {
  expect(nextJitterBuffer(SHORT_BUFFER, 0.05, 0).step).toBe(1)
  expect(after(SHORT_BUFFER, 0.05, { seconds: 60, fromMs: 0 }).state.step).toBe(JITTER_BUFFERS_MS.length - 1)
})

test('a network that recovers gives the steps back, one after another', () => {
  const broken = after(SHORT_BUFFER, 0.05, { seconds: 10, fromMs: 0 })
  const better = after(broken.state, 0, { seconds: 24, fromMs: broken.now })
  expect(better.state.step).toBe(broken.state.step - 1)
  expect(after(better.state, 0, { seconds: 60, fromMs: better.now }).state.step).toBe(0)
})

test('a delay that was shortened too early waits twice as long the next time', () => {
  const broken = nextJitterBuffer(SHORT_BUFFER, 0.05, 0)
  const better = after(broken, 0, { seconds: 24, fromMs: 2_000 })
  expect(better.state.step).toBe(0)
  const again = nextJitterBuffer(better.state, 0.05, better.now)
  expect(again.backoffMs).toBe(2 * SHORT_BUFFER.backoffMs)
  expect(after(again, 0, { seconds: 24, fromMs: better.now }).state.step).toBe(1)
})
