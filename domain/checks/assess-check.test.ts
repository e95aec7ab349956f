import { describe, expect, it } from 'vitest'

import { assessCheck, assessNetwork, isSilent, type CheckOutcome, type CheckPart } from './assess-check'

const line = { roundTripMs: 250, lossUpPercent: 3, lossDownPercent: 3, upKbps: 200, downKbps: 200 }

describe('a transport path', () => {
  it.each([
    ['at every boundary', {}, 'good'],
    ['with too long a round trip', { roundTripMs: 251 }, 'weak'],
    ['that loses on the way up', { lossUpPercent: 3.1 }, 'weak'],
    ['that loses on the way down', { lossDownPercent: 3.1 }, 'weak'],
    ['too narrow upwards', { upKbps: 199 }, 'weak'],
    ['too narrow downwards', { downKbps: 199 }, 'weak'],
  ])('%s is %s', (_label, changed, expected) => {
    expect(assessNetwork({ ...line, ...changed })).toBe(expected)
  })

  it('that did not connect has failed', () => {
    expect(assessNetwork(null)).toBe('failed')
  })
})

const GOOD: Record<CheckPart, CheckOutcome> = {
  camera: 'good',
  microphone: 'good',
  loudspeaker: 'good',
  udp: 'good',
  tcp: 'good',
  turn: 'good',
}

describe('a check', () => {
  it.each<[string, Partial<Record<CheckPart, CheckOutcome>>, string]>([
    ['where everything is good', {}, 'green'],
    ['without a TURN server', { turn: 'skipped' }, 'green'],
    ['with one way blocked', { udp: 'failed' }, 'amber'],
    ['with TURN alone', { udp: 'failed', tcp: 'failed' }, 'amber'],
    ['where the loudspeaker was not heard', { loudspeaker: 'failed' }, 'amber'],
    ['with a weak line', { udp: 'weak' }, 'amber'],
    ['without a camera', { camera: 'failed' }, 'red'],
    ['without a microphone', { microphone: 'failed' }, 'red'],
    ['that reaches nobody', { udp: 'failed', tcp: 'failed', turn: 'failed' }, 'red'],
    ['that reaches nobody and has no TURN server', { udp: 'failed', tcp: 'failed', turn: 'skipped' }, 'red'],
  ])('%s is %s', (_label, changed, expected) => {
    expect(assessCheck({ ...GOOD, ...changed })).toBe(expected)
  })
})

it.each([
  ['thirty hours ago', 30 * 3_600_000, false],
  ['longer ago', 30 * 3_600_000 + 1, true],
])('a classroom that checked itself %s: silent %s', (_label, agoMs, expected) => {
  expect(isSilent(1_000, 1_000 + agoMs)).toBe(expected)
})
