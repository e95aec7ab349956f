import { randomUUID } from 'node:crypto'

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reduce } from './reduce'
import { type LiveState, NEW_LIVE_STATE } from './state'
import type { Stroke } from './view'

const stroke = (coordinates: number): Stroke => ({
  strokeId: randomUUID(),
  colour: 'sun',
  points: Array.from({ length: coordinates }, () => 10_000),
})

function draw(
  state: LiveState,
  slideNumber: { materialId: string; slideNumber: number },
  coordinates: number,
): LiveState {
  const shown = reduce(state, { type: 'slide-shown', slide: { ...slideNumber, slideCount: 500, isBlack: false } })
  return reduce(shown, { type: 'stroke-added', slide: slideNumber, stroke: stroke(coordinates) })
}

test('however much is drawn, and on however many invented slides, the state stays small', () => {
  let state = NEW_LIVE_STATE
  for (let made = 0; made < 2_000; made += 1) state = draw(state, { materialId: randomUUID(), slideNumber: 1 }, 1_000)
  expect(JSON.stringify(state).length).toBeLessThan(400_000)
  for (let made = 0; made < 2_000; made += 1) state = draw(state, { materialId: 'one', slideNumber: 1 }, 1_000)
  expect(JSON.stringify(state).length).toBeLessThan(400_000)
  for (let made = 0; made < 2_000; made += 1) state = draw(state, { materialId: randomUUID(), slideNumber: 1 }, 2)
  expect(Object.keys(state.strokes).length).toBeLessThanOrEqual(60)
})

test('the latest strokes are kept, whatever has to be dropped for them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ slideNumber: fc.integer({ min: 1, max: 90 }), points: fc.integer({ min: 1, max: 500 }) }), {
        minLength: 1,
        maxLength: 300,
      }),
      (drawn) => {
        let state = NEW_LIVE_STATE
        for (const { slideNumber, points } of drawn) {
          state = draw(state, { materialId: 'm', slideNumber }, 2 * points)
          expect(state.strokes[`m/${slideNumber}`]?.at(-1)?.points).toHaveLength(2 * points)
          const all = Object.values(state.strokes).flat()
          expect(all.reduce((sum, one) => sum + one.points.length, 0)).toBeLessThanOrEqual(40_000)
        }
      },
    ),
    { numRuns: 20 },
  )
})

test('all strokes of an ordinary lesson are kept', () => {
  let state = NEW_LIVE_STATE
  for (let slideNumber = 1; slideNumber <= 40; slideNumber += 1) {
    for (let made = 0; made < 20; made += 1) state = draw(state, { materialId: 'm', slideNumber }, 40)
  }
  expect(Object.values(state.strokes).flat()).toHaveLength(800)
})
