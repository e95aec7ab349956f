import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSecrets, type Secrets } from './secrets.ts'

const GIVEN = 'given'.repeat(8)
let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'samsal-secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('the first start makes secrets that the next one finds', () => {
  const first = readSecrets(dataDir, {})
  expect(readSecrets(dataDir, {})).toEqual(first)
  expect(new Set(Object.values(first)).size).toBe(9)
})

test('only the owner can read them', () => {
  readSecrets(dataDir, {})
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('a ticket signed with the private key is verified with the public one', () => {
  expect(isPair(readSecrets(dataDir, {}))).toBe(true)
})

test('the environment takes precedence and is not stored', () => {
  const { MEDIA_SHARED_SECRET } = readSecrets(dataDir, { MEDIA_SHARED_SECRET: GIVEN })
  expect(MEDIA_SHARED_SECRET).toBe(GIVEN)
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).not.toContain(GIVEN)
})

test('a secret under its earlier name is the same secret, in the file and in the environment', () => {
  const file = join(dataDir, 'secrets.json')
  const { MEDIA_SHARED_SECRET: kept, ...others } = readSecrets(dataDir, {})
  writeFileSync(file, JSON.stringify({ ...others, PRESENCE_SECRET: kept }))
  expect(readSecrets(dataDir, {}).MEDIA_SHARED_SECRET).toBe(kept)
  expect(readSecrets(dataDir, { PRESENCE_SECRET: GIVEN }).MEDIA_SHARED_SECRET).toBe(GIVEN)
})

test('a given private key determines its public key', () => {
  readSecrets(dataDir, {})
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const secrets = readSecrets(dataDir, { TICKET_PRIVATE_KEY: Buffer.from(pem).toString('base64') })
  expect(isPair(secrets)).toBe(true)
})

test('an invalid key is refused, and so is half a pair', () => {
  const { TICKET_PUBLIC_KEY } = readSecrets(dataDir, {})
  expect(() => readSecrets(dataDir, { TICKET_PUBLIC_KEY })).toThrow('without TICKET_PRIVATE_KEY')
  const media = readSecrets(dataDir, { TICKET_PUBLIC_KEY }, { isMediaOnly: true })
  expect(media.TICKET_PUBLIC_KEY).toBe(TICKET_PUBLIC_KEY)
  const broken = Buffer.from('-----BEGIN PRIVATE KEY-----').toString('base64')
  expect(() => readSecrets(dataDir, { TICKET_PRIVATE_KEY: broken })).toThrow('TICKET_PRIVATE_KEY is not an Ed25519 key')
})

test.each([
  ['NEXTAUTH_SECRET', 'short'],
  ['TICKET_PRIVATE_KEY', 'x'],
  ['MEDIA_SHARED_SECRET', 'a'.repeat(31)],
  ['IDENTITY_ENCRYPTION_KEY', 'a'.repeat(44)],
  ['IDENTITY_HASH_KEY', 'AAAA'],
  ['APP_ROLE_PASSWORD', 'a'.repeat(15)],
])('%s is refused when it is %s', (name, value) => {
  expect(() => readSecrets(dataDir, { [name]: value })).toThrow(`${name} must be`)
})

test('a damaged file is refused, not replaced', () => {
  writeFileSync(join(dataDir, 'secrets.json'), '{')
  expect(() => readSecrets(dataDir, {})).toThrow('does not hold the secrets')
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe('{')
})

function isPair({ TICKET_PRIVATE_KEY, TICKET_PUBLIC_KEY }: Secrets): boolean {
  const message = Buffer.from('ticket')
  const signature = sign(null, message, createPrivateKey(Buffer.from(TICKET_PRIVATE_KEY, 'base64')))
  return verify(null, message, createPublicKey(Buffer.from(TICKET_PUBLIC_KEY, 'base64')), signature)
}
