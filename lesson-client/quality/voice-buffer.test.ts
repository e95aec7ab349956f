import { expect, test } from 'vitest'

import { nextVoiceBuffer, SHORT_BUFFER, VOICE_BUFFERS_MS, type VoiceBuffer } from './voice-buffer'

const EVERY_MS = 2_000

function after(buffer: VoiceBuffer, madeUp: number, { seconds, fromMs }: { seconds: number; fromMs: number }) {
  let [now, state] = [fromMs, buffer]
  for (; now < fromMs + seconds * 1_000; now += EVERY_MS) state = nextVoiceBuffer(state, madeUp, now)
  return { state, now }
}

test('a good line leaves the wait to the browser', () => {
  expect(VOICE_BUFFERS_MS[after(SHORT_BUFFER, 0, { seconds: 600, fromMs: 0 }).state.step]).toBeNull()
})

test('a broken voice costs a step at each look, up to the longest wait', () => {
  expect(nextVoiceBuffer(SHORT_BUFFER, 0.05, 0).step).toBe(1)
  expect(after(SHORT_BUFFER, 0.05, { seconds: 60, fromMs: 0 }).state.step).toBe(VOICE_BUFFERS_MS.length - 1)
})

test('a line that recovers gives the steps back, one after another', () => {
  const broken = after(SHORT_BUFFER, 0.05, { seconds: 10, fromMs: 0 })
  const better = after(broken.state, 0, { seconds: 24, fromMs: broken.now })
  expect(better.state.step).toBe(broken.state.step - 1)
  expect(after(better.state, 0, { seconds: 60, fromMs: better.now }).state.step).toBe(0)
})

test('what was shortened too early waits twice as long the next time', () => {
  const broken = nextVoiceBuffer(SHORT_BUFFER, 0.05, 0)
  const better = after(broken, 0, { seconds: 24, fromMs: 2_000 })
  expect(better.state.step).toBe(0)
  const again = nextVoiceBuffer(better.state, 0.05, better.now)
  expect(again.patienceMs).toBe(2 * SHORT_BUFFER.patienceMs)
  expect(after(again, 0, { seconds: 24, fromMs: better.now }).state.step).toBe(1)
})
