import { expect, test } from 'vitest'

import { beginsKeyFrame, DESCRIPTOR_BYTES, writeVp8Descriptor } from './vp8-payload'

const picture = { pictureId: 0x1234, tl0PictureIndex: 200, temporalLayer: 0, isKeyFrame: true }

function payloadOf(changes: Partial<typeof picture>, isFirst = true): Buffer {
  const payload = Buffer.alloc(50, 0xa5)
  writeVp8Descriptor(payload, { ...picture, ...changes }, isFirst)
  return payload
}

test('the descriptor holds picture id, index of the base and layer', () => {
  const payload = payloadOf({ temporalLayer: 1, isKeyFrame: false })
  // X and S; I, L and T; a long picture id.
  expect([...payload.subarray(0, DESCRIPTOR_BYTES)]).toEqual([0x90, 0xe0, 0x92, 0x34, 200, 0x60])
})

test('a picture id of sixteen bits wraps', () => {
  expect(payloadOf({ pictureId: 0x8001 }).readUInt16BE(2)).toBe(0x8001)
})

test.each([
  ['the first packet of a key frame', payloadOf({}), true],
  ['a later packet of it', payloadOf({}, false), false],
  ['the first packet of another frame', payloadOf({ isKeyFrame: false }), false],
  ['a descriptor without extension', Buffer.from([0x10, 0x10, 0]), true],
  ['a short picture id', Buffer.from([0x90, 0x80, 0x11, 0x10]), true],
  ['nothing', Buffer.alloc(0), false],
])('%s begins a key frame or does not', (_, payload, expected) => {
  expect(beginsKeyFrame(payload)).toBe(expected)
})
