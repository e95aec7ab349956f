import { createHmac } from 'node:crypto'

import { beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod'

import { NODE_HEADER, MEDIA_SIGNATURE_HEADER } from '@/protocol/media-events'
import { nodeSecretOf } from '@/services/media-nodes/node-secret'

import { isKnownAddress, mediaOrigins } from './media-address'
import { readSignedBody } from './signed-body'

const MASTER = 'a secret of the app that no media node has'

beforeAll(() => {
  const settings = {
    APP_DATABASE_URL: 'postgres://localhost/none',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    TICKET_PRIVATE_KEY: 'eA==',
    MEDIA_SHARED_SECRET: MASTER,
    PUBLIC_URL: 'http://localhost:3000',
    MEDIA_PORT: '3001',
    RTC_PORT: '40000',
    RTC_PORTS: '2',
    MEDIA_PUBLIC_URL: 'wss://media.example',
    MEDIA_NODES: 'north=wss://north.example,http://10.0.0.1:3001 south=wss://south.example',
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
})

const schema = z.strictObject({ nodeId: z.string(), facts: z.array(z.string()) })
const BODY = JSON.stringify({ nodeId: 'north', facts: ['one'] })

type Posted = { body?: string; node?: string | null; signedBy?: string; signature?: string }

/** A report as posted by a node, or by somebody impersonating one; the signature covers the sent body. */
function post({ body = BODY, node = 'north', signedBy = nodeSecretOf(MASTER, 'north'), signature }: Posted = {}) {
  const headers = new Headers({ 'content-length': String(Buffer.byteLength(body)) })
  headers.set(MEDIA_SIGNATURE_HEADER, signature ?? createHmac('sha256', signedBy).update(body).digest('hex'))
  if (node !== null) headers.set(NODE_HEADER, node)
  const request = new Request('http://localhost/api/media-events', { method: 'POST', body, headers })
  return readSignedBody(request, { schema, maxBytes: 1_000 })
}

test("a node's report is read", async () => {
  expect(await post()).toEqual({ ok: true, body: { nodeId: 'north', facts: ['one'] } })
})

test.each<[string, Posted, number]>([
  ['a node that speaks for another', { body: JSON.stringify({ nodeId: 'south', facts: [] }) }, 401],
  ['a node that names itself as another', { node: 'south' }, 401],
  ['the secret of another node', { signedBy: nodeSecretOf(MASTER, 'south') }, 401],
  ['a made-up secret', { signedBy: 'x'.repeat(40) }, 401],
  ['no node', { node: null }, 401],
  ['a node with a name of nonsense', { node: 'n'.repeat(65) }, 401],
  ['no signature', { signature: '' }, 401],
  ['half a signature', { signature: 'abcd' }, 401],
  ['a shape that nobody knows', { body: JSON.stringify({ nodeId: 'north' }) }, 400],
  ['no JSON', { body: '{' }, 400],
  ['more than may be read', { body: `"${'x'.repeat(1_001)}"` }, 413],
])('%s is refused', async (_, posted, status) => {
  const read = await post(posted)
  expect(read.ok ? 200 : read.response.status).toBe(status)
})

test.each<[string, Parameters<typeof isKnownAddress>[0], boolean]>([
  ['the address of the page', { nodeId: 'any', mediaUrl: null, linkUrl: null }, true],
  ['the address of this installation', { nodeId: 'any', mediaUrl: 'wss://media.example', linkUrl: null }, true],
  ['its own address', { nodeId: 'north', mediaUrl: 'wss://north.example', linkUrl: 'http://10.0.0.1:3001' }, true],
  ['the address of another', { nodeId: 'north', mediaUrl: 'wss://south.example', linkUrl: null }, false],
  ['a made-up address', { nodeId: 'north', mediaUrl: 'wss://thief.example', linkUrl: null }, false],
  [
    'a made-up address for links',
    { nodeId: 'south', mediaUrl: 'wss://south.example', linkUrl: 'http://10.6.6.6' },
    false,
  ],
  ['an address of a node that nobody knows', { nodeId: 'x', mediaUrl: 'wss://north.example', linkUrl: null }, false],
])('a node with %s', (_, said, isKnown) => {
  expect(isKnownAddress(said)).toBe(isKnown)
})

test('pages may connect to the configured nodes, and to no others', () => {
  const hosts = ['media.example', 'north.example', 'south.example']
  expect(mediaOrigins('localhost')).toEqual(hosts.flatMap((host) => [`wss://${host}`, `https://${host}`]))
})
