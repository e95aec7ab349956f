import { expect, test } from 'vitest'

import { Seal } from './seal'

/** OpenSSL's error for a failed authentication, and Node's for input that is too short. */
const REFUSED = /unable to authenticate|Invalid (authentication tag|initialization vector)/
const SECRET = 'a secret that two nodes share, long enough'
const pair = (secrets = [SECRET, SECRET], words = ['w', 'w']) =>
  [
    new Seal(secrets[0] ?? '', { word: words[0] ?? '', isCaller: true }),
    new Seal(secrets[1] ?? '', { word: words[1] ?? '', isCaller: false }),
  ] as const

test('what one end seals, the other opens, in both directions and in order', () => {
  const [caller, called] = pair()
  const first = caller.seal({ key: 'k1' })
  const second = caller.seal({ key: 'k2' })
  expect(called.open(first.sealed)).toEqual({ key: 'k1' })
  expect(called.open(second.sealed)).toEqual({ key: 'k2' })
  expect(caller.open(called.seal('yes').sealed)).toBe('yes')
})

test('nothing in it can be read in transit', () => {
  expect(Buffer.from(pair()[0].seal({ key: 'k1' }).sealed, 'base64').toString('latin1')).not.toContain('k1')
})

test.each([
  ['another secret', () => pair([SECRET, 'something else altogether, as long'])],
  ['the word of another line', () => pair(undefined, ['w', 'v'])],
])('%s opens nothing', (_, make) => {
  const [caller, called] = make()
  expect(() => called.open(caller.seal({}).sealed)).toThrow(REFUSED)
})

test('a message cannot be replayed, dropped, reflected or modified', () => {
  const [caller, called] = pair()
  const first = caller.seal(1).sealed
  const second = caller.seal(2).sealed
  expect(() => called.open(second)).toThrow(REFUSED)
  expect(called.open(first)).toBe(1)
  expect(() => called.open(first)).toThrow(REFUSED)
  expect(() => caller.open(second)).toThrow(REFUSED)
  const bent = Buffer.from(second, 'base64')
  bent.writeUInt8((bent.at(-1) ?? 0) ^ 1, bent.length - 1)
  expect(() => called.open(bent.toString('base64'))).toThrow(REFUSED)
  expect(() => called.open('')).toThrow(REFUSED)
  expect(called.open(second)).toBe(2)
})
