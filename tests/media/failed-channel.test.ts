import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { PeerMedia } from '@/media-server/sfu/peer-media'
import { receiveFrom } from '@/media-server/sfu/receiving'
import { makeTransport } from '@/media-server/sfu/make-transport'
import { WorkerPool } from '@/media-server/sfu/worker-pool'
import type { RtpParameters } from '@/protocol/rtp'
import { voiceParameters } from '@/tests/support/media-server'
import { findFreeMediaPort } from '@/tests/support/ports'

/*
 * The worker's library writes a request in parts; an exception in the middle leaves the channel unusable. Such a
 * request is made here past the protocol, which no longer lets one through.
 */

let pool: WorkerPool
beforeAll(async () => {
  pool = await WorkerPool.create({
    workerBin: String(process.env.MEDIASOUP_WORKER_BIN),
    workers: 1,
    rtcPort: await findFreeMediaPort(),
    listenAddress: '127.0.0.1',
    announcedAddress: undefined,
    rotation: { maxAgeMs: 3_600_000, maxMemoryBytes: 1_000_000_000 },
    logger: pino({ level: 'silent' }),
  })
})
afterAll(() => pool.close())

async function openPeer() {
  const home = await pool.createRouter()
  const slot = {
    openTransport: async () => receiveFrom(await makeTransport(home)),
    ensurePiped: async () => undefined,
    release: () => undefined,
  }
  const events = { onMediaUp: () => undefined, onConsumerPaused: () => undefined, onSendingChanged: () => undefined }
  return { home, media: await PeerMedia.create({ home, slot }, events) }
}

test('a worker whose channel has failed is replaced, and a peer that leaves meanwhile affects nobody else', async () => {
  const [pid] = pool.pids
  const broken = await openPeer()
  const neighbour = await openPeer()
  const unwritable: RtpParameters = { ...voiceParameters(), encodings: [{ ssrc: 7, maxBitrate: 0.5 }] }
  await expect(broken.media.produce('microphone', unwritable)).rejects.toMatchObject({ code: 'lesson.media-refused' })
  // From now on every request to this worker throws.
  expect(() => broken.media.close()).not.toThrow()
  expect(() => neighbour.media.close()).not.toThrow()
  await vi.waitFor(() => expect(pool.pids).toEqual([expect.any(Number)]), { timeout: 10_000 })
  await vi.waitFor(() => expect(pool.pids).not.toContain(pid), { timeout: 10_000 })
  await vi.waitFor(() => expect(pool.alive).toBe(1), { timeout: 10_000 })
  const later = await openPeer()
  expect((await later.media.produce('microphone', voiceParameters())).id).toMatch(/^[0-9a-f-]{36}$/)
  later.media.close()
})

test('a worker that refuses a request is not replaced', async () => {
  const [pid] = pool.pids
  const { media } = await openPeer()
  await media.produce('microphone', voiceParameters(9))
  // The same SSRC again is refused by the worker itself.
  await expect(media.produce('screen-share-sound', { ...voiceParameters(9), mid: '1' })).rejects.toMatchObject({
    code: 'lesson.media-refused',
  })
  expect((await media.produce('channel', { ...voiceParameters(10), mid: '2' })).kind).toBe('audio')
  expect(pool.pids).toEqual([pid])
  media.close()
})

test('a worker that no longer responds is replaced', async () => {
  const [pid] = pool.pids
  if (pid === undefined) throw new Error('no worker')
  process.kill(pid, 'SIGSTOP')
  await vi.waitFor(() => expect(pool.pids).not.toContain(pid), { timeout: 30_000 })
  await vi.waitFor(() => expect(pool.alive).toBe(1), { timeout: 10_000 })
})
