import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { GOOD_NETWORK, levelOf, modeAfter, nextNetwork, type NetworkSample, type NetworkState } from './network-level'

const GOOD: NetworkSample = { voiceLoss: 0, voiceConcealed: 0, pictureLoss: 0, frozen: 0, roundTripMs: 60 }
const BAD: NetworkSample = { ...GOOD, voiceLoss: 0.1 }
const DROWNING: NetworkSample = { ...GOOD, voiceConcealed: 0.4 }
const EVERY_MS = 2_000

/** The network after so many seconds of the same. */
function after(state: NetworkState, sample: NetworkSample, { seconds, fromMs }: { seconds: number; fromMs: number }) {
  let now = fromMs
  let network = state
  for (; now < fromMs + seconds * 1_000; now += EVERY_MS) network = nextNetwork(network, sample, now)
  return { network, now }
}

test.each<[string, Partial<NetworkSample>, string]>([
  ['nothing wrong', {}, 'good'],
  ['a few lost packets', { voiceLoss: 0.03 }, 'poor'],
  ['many lost packets of the voice', { voiceLoss: 0.1 }, 'bad'],
  ['a voice of which much is made up', { voiceConcealed: 0.1 }, 'bad'],
  ['a picture that stands still half the time', { frozen: 0.5 }, 'bad'],
  ['a slow network', { roundTripMs: 800 }, 'poor'],
  ['a network that is not known', { roundTripMs: null }, 'good'],
])('%s', (_, change, expected) => {
  expect(levelOf({ ...GOOD, ...change })).toBe(expected)
})

describe('steps', () => {
  test('one bad moment costs nothing', () => {
    expect(nextNetwork(GOOD_NETWORK, BAD, 0).stepsDown).toBe(0)
  })

  test('severe audio loss costs the picture a step after two samples, and the next one after four seconds', () => {
    const once = nextNetwork(GOOD_NETWORK, DROWNING, 0)
    expect(once.stepsDown).toBe(0)
    expect(nextNetwork(once, GOOD, 2_000).stepsDown).toBe(0)
    const first = nextNetwork(once, DROWNING, 2_000)
    expect(first.stepsDown).toBe(1)
    const second = nextNetwork(first, DROWNING, 4_000)
    expect(second.stepsDown).toBe(1)
    expect(nextNetwork(second, DROWNING, 6_000).stepsDown).toBe(2)
  })

  test('a bad network costs a step after four seconds, and the last one after eight', () => {
    const first = after(GOOD_NETWORK, BAD, { seconds: 6, fromMs: 0 })
    expect(first.network.stepsDown).toBe(1)
    const second = after(first.network, BAD, { seconds: 6, fromMs: first.now })
    expect(second.network.stepsDown).toBe(2)
    expect(after(second.network, BAD, { seconds: 60, fromMs: second.now }).network.stepsDown).toBe(2)
  })

  test('the picture comes back after a quarter of a minute of good network', () => {
    const down = after(GOOD_NETWORK, BAD, { seconds: 6, fromMs: 0 })
    expect(after(down.network, GOOD, { seconds: 14, fromMs: down.now }).network.stepsDown).toBe(1)
    expect(after(down.network, GOOD, { seconds: 18, fromMs: down.now }).network.stepsDown).toBe(0)
  })

  test('after a step up that does not hold, the next one takes twice as long', () => {
    const down = after(GOOD_NETWORK, BAD, { seconds: 6, fromMs: 0 })
    const up = after(down.network, GOOD, { seconds: 18, fromMs: down.now })
    const again = after(up.network, BAD, { seconds: 6, fromMs: up.now })
    expect(again.network).toMatchObject({ stepsDown: 1, backoffMs: 30_000 })
    expect(after(again.network, GOOD, { seconds: 20, fromMs: again.now }).network.stepsDown).toBe(1)
    expect(after(again.network, GOOD, { seconds: 34, fromMs: again.now }).network.stepsDown).toBe(0)
  })

  test('a network that alternates between good and bad does not flap: at most one change in eight seconds', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 30, maxLength: 300 }), (looks) => {
        let network = GOOD_NETWORK
        const changes: number[] = []
        looks.forEach((isGood, index) => {
          const next = nextNetwork(network, isGood ? GOOD : BAD, index * EVERY_MS)
          if (next.stepsDown < network.stepsDown) changes.push(index * EVERY_MS)
          network = next
        })
        const gaps = changes.slice(1).map((at, index) => at - (changes[index] ?? 0))
        expect(Math.min(...gaps, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(14_000)
      }),
    )
  })
})

test.each([
  ['everything', 0, 'everything'],
  ['everything', 1, 'small'],
  ['everything', 2, 'audio'],
  ['everything', 9, 'audio'],
  ['small', 1, 'audio'],
  ['audio', 2, 'audio'],
] as const)('"%s" after %i steps down is "%s": audio always stays', (chosen, steps, expected) => {
  expect(modeAfter(chosen, steps)).toBe(expected)
})
