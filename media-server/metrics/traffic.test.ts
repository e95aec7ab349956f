import { expect, test } from 'vitest'

import { growth, layerOf, takes } from './traffic'

test('the increase is the difference of two samples', () => {
  const before = { packets: 10, bytes: 1_000, lost: 1 }
  expect(growth(before, { packets: 15, bytes: 1_700, lost: 1 })).toEqual({ packets: 5, bytes: 700, lost: 0 })
})

test('packets that arrive late decrease no counter', () => {
  const before = { packets: 10, bytes: 1_000, lost: 3 }
  expect(growth(before, { packets: 12, bytes: 1_200, lost: 2 }).lost).toBe(0)
})

const LAYERS = { kind: 'video' as const, rtpParameters: { encodings: [{ rid: 'r0' }, { rid: 'r1' }, { rid: 'r2' }] } }

test.each([
  ['a layer is known by its name', LAYERS, { rid: 'r1', ssrc: 7 }, 1],
  ['a single stream is the lowest layer', { ...LAYERS, rtpParameters: { encodings: [{ ssrc: 7 }] } }, { ssrc: 7 }, 0],
  ['a stream without encodings is the lowest layer', { ...LAYERS, rtpParameters: {} }, { ssrc: 7 }, 0],
])('%s', (_, producer, stream, layer) => {
  expect(layerOf(producer, stream)).toBe(layer)
})

const TAKER = { paused: false, producerPaused: false, type: 'simulcast' as const, currentLayers: { spatialLayer: 1 } }

test.each([
  ['the layer that the viewer gets', TAKER, 1, true],
  ['another layer', TAKER, 2, false],
  ['no layer yet', { ...TAKER, currentLayers: undefined }, 0, false],
  ['a voice', { ...TAKER, type: 'simple' as const, currentLayers: undefined }, 0, true],
  ['a paused consumer', { ...TAKER, paused: true }, 1, false],
  ['what its sender paused', { ...TAKER, producerPaused: true }, 1, false],
])('the layers that a viewer receives of a sender: %s', (_, taker, layer, isTaken) => {
  expect(takes(taker, layer)).toBe(isTaken)
})
