import { expect, test } from 'vitest'

import { HandshakeReader, makeMessage } from './handshake-message'

const hello = makeMessage(2, 0, Buffer.from('a server says hello'))
const done = makeMessage(14, 1, Buffer.alloc(0))

/** One fragment of a message as it appears in a record. */
function fragmentOf(whole: Buffer, from: number, to: number): Buffer {
  const header = Buffer.from(whole.subarray(0, 12))
  header.writeUIntBE(from, 6, 3)
  header.writeUIntBE(to - from, 9, 3)
  return Buffer.concat([header, whole.subarray(12 + from, 12 + to)])
}

test('messages in one record arrive in sequence', () => {
  const reader = new HandshakeReader()
  expect(reader.read(Buffer.concat([hello.whole, done.whole]))).toEqual([hello, done])
})

test('fragments in any order, some twice, make one message', () => {
  const reader = new HandshakeReader()
  expect(reader.read(fragmentOf(hello.whole, 10, 19))).toEqual([])
  expect(reader.read(fragmentOf(hello.whole, 0, 5))).toEqual([])
  expect(reader.read(fragmentOf(hello.whole, 0, 5))).toEqual([])
  expect(reader.read(fragmentOf(hello.whole, 4, 12))).toEqual([hello])
})

test('a message waits for those before it, and is returned once', () => {
  const reader = new HandshakeReader()
  expect(reader.read(done.whole)).toEqual([])
  expect(reader.read(hello.whole)).toEqual([hello, done])
  expect(reader.read(hello.whole)).toEqual([])
})
