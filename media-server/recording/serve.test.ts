import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { SignJWT } from 'jose'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { signRecordingToken } from '@/services/recordings/sign-recording-token'

import { Recordings } from './recordings'
import { RecordingServer } from './serve'

const keys = generateKeyPairSync('ed25519')
const BYTES = 'a lesson, as bytes'
const MINUTE_MS = 60_000
let folder: string
let server: Server
let url: string
let recordings: Recordings

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samsal-serve-'))
  recordings = await Recordings.start(
    { folder, minFreeBytes: 1, persistEvent: async () => {}, logger: pino({ level: 'silent' }) },
    new Set(),
  )
  const recordingServer = new RecordingServer(recordings, keys.publicKey)
  server = createServer((request, response) => {
    if (!recordingServer.handle(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => vi.useRealTimers())
afterAll(async () => {
  await recordings.close()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

async function makeRecording(): Promise<string> {
  const id = randomUUID()
  await mkdir(join(folder, id))
  await writeFile(join(folder, id, 'recording.webm'), BYTES)
  await writeFile(join(folder, id, 'made.json'), '{}')
  return id
}

const watch = (id: string, token: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/recordings/${id}?token=${token}`, { headers })
const remove = (id: string, token: string) =>
  fetch(`${url}/recordings/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
const tokenFor = (recordingId: string, may: 'watch' | 'delete' = 'watch') =>
  signRecordingToken({ recordingId, may }, keys.privateKey)

function signedOtherwise(recordingId: string, key: KeyObject, audience: string): Promise<string> {
  return new SignJWT({ jti: randomUUID(), recordingId, may: 'watch' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('samsal')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key)
}

describe('a recording is served', () => {
  test('whole, and in ranges', async () => {
    const id = await makeRecording()
    const token = await tokenFor(id)
    expect(await (await watch(id, token)).text()).toBe(BYTES)
    const piece = await watch(id, token, { range: 'bytes=2-7' })
    expect([piece.status, await piece.text(), piece.headers.get('content-range')]).toEqual([
      206,
      BYTES.slice(2, 8),
      `bytes 2-7/${BYTES.length}`,
    ])
    expect(await (await watch(id, token, { range: 'bytes=-5' })).text()).toBe(BYTES.slice(-5))
    expect((await watch(id, token, { range: 'bytes=99-' })).status).toBe(416)
  })

  test('for as long as needed if playback started in time', async () => {
    const id = await makeRecording()
    const token = await tokenFor(id)
    expect((await watch(id, token)).status).toBe(200)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60 * MINUTE_MS })
    expect((await watch(id, token)).status).toBe(200)
    vi.setSystemTime(Date.now() + 6 * 60 * MINUTE_MS)
    expect((await watch(id, token)).status).toBe(403)
  })
})

describe('a recording is not served', () => {
  test('for a token that was not used in time', async () => {
    const id = await makeRecording()
    const token = await tokenFor(id)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6 * MINUTE_MS })
    expect((await watch(id, token)).status).toBe(403)
  })

  test.each([
    ['no token', () => Promise.resolve('')],
    [
      'a token of another key',
      (id: string) => signedOtherwise(id, generateKeyPairSync('ed25519').privateKey, 'recording'),
    ],
    ['a ticket', (id: string) => signedOtherwise(id, keys.privateKey, 'media-server')],
    ['the token of another recording', () => tokenFor(randomUUID())],
    ['a token to delete', (id: string) => tokenFor(id, 'delete')],
    ['a token that is not signed', () => Promise.resolve('eyJhbGciOiJub25lIn0.e30.')],
  ])('for %s', async (_, make) => {
    const id = await makeRecording()
    expect((await watch(id, await make(id))).status).toBe(403)
  })

  test('when there is none', async () => {
    const id = randomUUID()
    expect((await watch(id, await tokenFor(id))).status).toBe(404)
  })
})

describe('a recording is deleted', () => {
  test('with every byte, and again without error', async () => {
    const id = await makeRecording()
    const token = await tokenFor(id, 'delete')
    expect((await remove(id, token)).status).toBe(204)
    expect(await readdir(folder)).not.toContain(id)
    expect((await remove(id, token)).status).toBe(204)
  })

  test('not with a token for watching', async () => {
    const id = await makeRecording()
    expect((await remove(id, await tokenFor(id))).status).toBe(403)
    expect(await readdir(folder)).toContain(id)
  })
})
