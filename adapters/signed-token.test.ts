import { generateKeyPairSync } from 'node:crypto'

import { expect, test } from 'vitest'

import { readOwnToken, readSigningKey, readVerifyingKey, signToken, verifyToken } from './signed-token'

const KIND = { algorithm: 'EdDSA', issuer: 'app', audience: 'media' }

function makeKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const base64 = (pem: string | Buffer) => Buffer.from(pem).toString('base64')
  return {
    signing: readSigningKey(base64(privateKey.export({ type: 'pkcs8', format: 'pem' }))),
    verifying: readVerifyingKey(base64(publicKey.export({ type: 'spki', format: 'pem' }))),
  }
}

const own = makeKeys()
const sign = (
  changes: Partial<typeof KIND & { lifetimeSeconds: number }> = {},
  payload: object = { jti: '1', lesson: 5 },
) => signToken({ ...payload }, { key: own.signing, lifetimeSeconds: 60, ...KIND, ...changes })
const verify = (token: string, changes: Partial<typeof KIND> = {}) =>
  verifyToken(token, { key: own.verifying, ...KIND, ...changes })

test('a verified token has the signed payload, which its maker can also read', async () => {
  const token = await sign()
  expect(await verify(token)).toMatchObject({ jti: '1', lesson: 5, iss: 'app', aud: 'media' })
  expect(readOwnToken(token)).toMatchObject({ jti: '1', lesson: 5 })
})

test.each([
  ['for another audience', sign({ audience: 'web' }), 'invalid'],
  ['of another issuer', sign({ issuer: 'somebody' }), 'invalid'],
  ['without an id', sign({}, { lesson: 5 }), 'invalid'],
  ['whose time is over', sign({ lifetimeSeconds: -60 }), 'expired'],
  ['that was changed', sign().then((token) => token.replace('.', '.e30')), 'invalid'],
  ['that nobody signed', Promise.resolve(unsigned()), 'invalid'],
])('one %s is refused', async (_, token, reason) => {
  await expect(verify(await token)).rejects.toMatchObject({ name: 'TokenRefused', reason })
})

test('one of another key is refused', async () => {
  const other = makeKeys()
  const token = await signToken({ jti: '1' }, { key: other.signing, lifetimeSeconds: 60, ...KIND })
  await expect(verify(token)).rejects.toMatchObject({ reason: 'invalid' })
})

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const nowSeconds = Math.floor(Date.now() / 1_000)
  const payload = { jti: '1', iss: 'app', aud: 'media', iat: nowSeconds, exp: nowSeconds + 60 }
  return `${part({ alg: 'none' })}.${part(payload)}.`
}
