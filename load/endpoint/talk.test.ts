import { expect, test } from 'vitest'

import { Talk } from './talk'

const MINUTE_MS = 60_000

function spokenShare(talk: Talk): number {
  let spoken = 0
  for (let ms = 0; ms < MINUTE_MS; ms += 20) spoken += talk.isSpeaking(ms) ? 1 : 0
  return spoken / (MINUTE_MS / 20)
}

test('somebody who always speaks never pauses, and somebody who never speaks is silent', () => {
  expect(spokenShare(new Talk('always', 0, () => 0.5))).toBe(1)
  expect(spokenShare(new Talk('never', 0, () => 0.5))).toBe(0)
})

test('talk has short pauses, and who speaks seldom has long ones', () => {
  expect(spokenShare(new Talk('talk', 0, () => 0.5))).toBeCloseTo(0.8, 1)
  expect(spokenShare(new Talk('seldom', 0, () => 0.5))).toBeCloseTo(0.1, 1)
})
