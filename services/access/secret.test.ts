import { expect, test } from 'vitest'

import { hashSecret, makeSecret } from './secret'

test('a secret has 256 random bits and needs no escaping in a URL', () => {
  const secret = makeSecret()
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(encodeURIComponent(secret)).toBe(secret)
})

test('no two secrets are equal', () => {
  const secrets = Array.from({ length: 1_000 }, makeSecret)
  expect(new Set(secrets).size).toBe(1_000)
})

test('the same secret always has the same hash, and the hash does not contain it', () => {
  const secret = makeSecret()
  expect(hashSecret(secret)).toBe(hashSecret(secret))
  expect(hashSecret(secret)).toMatch(/^[0-9a-f]{64}$/)
  expect(hashSecret(secret)).not.toContain(secret)
})

test('the stored form does not change between versions', () => {
  expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
