import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'

import { SignJWT } from 'jose'
import { expect, test } from 'vitest'

import { PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import { signTicket } from '@/services/tickets/sign-ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { readVerifyingKey } from '@/adapters/signed-token'

import { verifyTicket } from './verify-ticket'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const spki = publicKey.export({ type: 'spki', format: 'pem' })
const key = readVerifyingKey(Buffer.from(spki).toString('base64'))

const GOOD = {
  lessonId: randomUUID(),
  subject: { kind: 'person' as const, id: randomUUID() },
  role: 'participant' as const,
  displayName: 'Mona',
  language: 'ti',
  permissions: [...PERMISSIONS_BY_ROLE.participant],
  mediaUrl: 'http://localhost:3001',
}

type Change = {
  payload?: Record<string, unknown>
  audience?: string
  issuer?: string
  issuedAt?: number
  expiresAt?: number | null
}

/** A ticket signed with the right key, with something changed. */
function sign({ payload = {}, audience = 'media-server', issuer = 'samsal', issuedAt, expiresAt }: Change) {
  const now = Math.floor(Date.now() / 1_000)
  const whole = { ...GOOD, jti: randomUUID(), protocolVersion: PROTOCOL_VERSION, ...payload }
  const ticket = new SignJWT(whole).setProtectedHeader({ alg: 'EdDSA' }).setIssuer(issuer).setAudience(audience)
  ticket.setIssuedAt(issuedAt ?? now)
  if (expiresAt !== null) ticket.setExpirationTime(expiresAt ?? now + 60)
  return ticket.sign(privateKey)
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A ticket whose header names another algorithm. */
function forge(alg: string, signature: (text: string) => string): string {
  const now = Math.floor(Date.now() / 1_000)
  const times = { iss: 'samsal', aud: 'media-server', iat: now, exp: now + 60 }
  const body = { ...GOOD, jti: randomUUID(), protocolVersion: PROTOCOL_VERSION, ...times }
  const text = `${part({ alg, typ: 'JWT' })}.${part(body)}`
  return `${text}.${signature(text)}`
}

test('the media server reads what the app signs', async () => {
  const read = await verifyTicket(await signTicket(GOOD, privateKey), key)
  expect(read).toMatchObject({ ...GOOD, protocolVersion: PROTOCOL_VERSION })
})

test('a ticket signed with another key is refused', async () => {
  const other = generateKeyPairSync('ed25519').privateKey
  await expect(verifyTicket(await signTicket(GOOD, other), key)).rejects.toMatchObject({
    code: 'lesson.ticket-invalid',
  })
})

test.each([
  ['no signature at all', forge('none', () => '')],
  [
    'the public key as a shared secret',
    forge('HS256', (text) => createHmac('sha256', spki).update(text).digest('base64url')),
  ],
  ['another algorithm by name', forge('RS256', () => Buffer.alloc(64).toString('base64url'))],
  ['an empty signature', forge('EdDSA', () => '')],
  ['something that is no ticket', 'not.a.ticket'],
  ['nothing', ''],
])('%s is refused', async (_, ticket) => {
  await expect(verifyTicket(ticket, key)).rejects.toMatchObject({ code: 'lesson.ticket-invalid' })
})

test('a ticket whose payload was changed after signing is refused', async () => {
  const [header, body, signature] = (await signTicket(GOOD, privateKey)).split('.')
  const read = JSON.parse(Buffer.from(body ?? '', 'base64url').toString('utf8')) as Record<string, unknown>
  const changed = `${header}.${part({ ...read, role: 'communicator' })}.${signature}`
  await expect(verifyTicket(changed, key)).rejects.toMatchObject({ code: 'lesson.ticket-invalid' })
})

const now = Math.floor(Date.now() / 1_000)
test.each<[string, Change, string]>([
  ['an expired ticket', { issuedAt: now - 120, expiresAt: now - 60 }, 'lesson.ticket-expired'],
  ['a ticket that never expires', { expiresAt: null }, 'lesson.ticket-invalid'],
  ['a ticket for somebody else to read', { audience: 'web' }, 'lesson.ticket-invalid'],
  ['a ticket of another issuer', { issuer: 'elsewhere' }, 'lesson.ticket-invalid'],
  ['another protocol version', { payload: { protocolVersion: PROTOCOL_VERSION + 1 } }, 'lesson.ticket-invalid'],
  ['an unknown role', { payload: { role: 'owner' } }, 'lesson.ticket-invalid'],
  ['an unknown permission', { payload: { permissions: ['everything'] } }, 'lesson.ticket-invalid'],
  ['no lesson', { payload: { lessonId: undefined } }, 'lesson.ticket-invalid'],
  ['a lesson that is no id', { payload: { lessonId: '../../etc' } }, 'lesson.ticket-invalid'],
  ['a name beyond all measure', { payload: { displayName: 'x'.repeat(81) } }, 'lesson.ticket-invalid'],
])('%s is refused', async (_, change, code) => {
  await expect(verifyTicket(await sign(change), key)).rejects.toMatchObject({ code })
})

test('clocks may differ by five seconds, not by ten', async () => {
  await expect(verifyTicket(await sign({ expiresAt: now - 3 }), key)).resolves.toMatchObject({ role: 'participant' })
  await expect(verifyTicket(await sign({ expiresAt: now - 10 }), key)).rejects.toMatchObject({
    code: 'lesson.ticket-expired',
  })
})
