import { expect, test } from 'vitest'

import { Talk } from './talk'

const MINUTE_MS = 60_000

function spokenShare(talk: Talk): number {
  let spoken = 0
  for (let ms = 0; ms < MINUTE_MS; ms += 20) spoken += talk.isSpeaking(ms) ? 1 : 0
  return spoken / (MINUTE_MS / 20)
}

test('an endless speaker never pauses, and a silent member never speaks', () => {
  expect(spokenShare(new Talk('always', 0, () => 0.5))).toBe(1)
  expect(spokenShare(new Talk('never', 0, () => 0.5))).toBe(0)
})

test('ordinary talk has short pauses, and a rare speaker long ones', () => {
  expect(spokenShare(new Talk('talk', 0, () => 0.5))).toBeCloseTo(0.8, 1)
  expect(spokenShare(new Talk('seldom', 0, () => 0.5))).toBeCloseTo(0.1, 1)
})
