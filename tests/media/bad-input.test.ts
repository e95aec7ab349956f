import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { anyFingerprint, join, startMediaServer, type TestServer, voiceParameters } from '@/tests/support/media-server'

let server: TestServer
beforeAll(async () => {
  server = await startMediaServer()
})
afterAll(() => server.close())

const refused = (code: string) => ({ ok: false, error: { code } })

test.each([
  ['an unknown message', 'room:explode', {}, 'lesson.message-unknown'],
  ['a name from the object prototype', 'constructor', {}, 'lesson.message-unknown'],
  ['an unknown field', 'hand:set', { raised: true, admin: true }, 'lesson.message-malformed'],
  ['a missing field', 'hand:set', {}, 'lesson.message-malformed'],
  ['a wrong type', 'hand:set', { raised: 'yes' }, 'lesson.message-malformed'],
  ['no payload', 'hand:set', null, 'lesson.message-malformed'],
  ['a list for a payload', 'hand:set', [], 'lesson.message-malformed'],
  ['an oversized message', 'hand:set', { raised: true, text: 'x'.repeat(70_000) }, 'lesson.message-too-large'],
  ['a peer that is not there', 'floor:set', { memberId: 'x'.repeat(16), given: true }, 'lesson.peer-unknown'],
  [
    'RTP parameters without codecs',
    'producer:create',
    { source: 'microphone', rtpParameters: { codecs: [], encodings: [{}] } },
    'lesson.message-malformed',
  ],
  [
    'RTP parameters of nonsense',
    'producer:create',
    {
      source: 'microphone',
      rtpParameters: {
        codecs: [{ mimeType: 'audio/nonsense', payloadType: 100, clockRate: 1 }],
        encodings: [{ ssrc: 5 }],
      },
    },
    'lesson.media-refused',
  ],
  [
    'a camera in the place of a microphone',
    'producer:create',
    { source: 'camera', rtpParameters: voiceParameters() },
    'lesson.media-refused',
  ],
  ['ending a lesson that has not begun', 'lesson:end', {}, 'lesson.not-live'],
])('%s is refused with its code, and the lesson continues', async (_, name, payload, code) => {
  const lessonId = randomUUID()
  const { client } = await join(server, { role: 'communicator', lessonId })
  const neighbour = await join(server, { role: 'participant', lessonId })
  const before = neighbour.client.all('peer:changed').length
  expect(await client.ask(name, payload)).toEqual(refused(code))
  expect(await client.ask('lesson:start', {})).toMatchObject({ ok: true })
  await neighbour.client.next('live:changed', ({ changes }) => changes.lesson?.phase === 'live')
  expect(neighbour.client.all('peer:changed').length).toBe(before)
  expect(neighbour.client.socket.connected).toBe(true)
  client.close()
  neighbour.client.close()
})

test('the same producer twice replaces the first; the same DTLS parameters twice change nothing', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const viewer = await join(server, { role: 'participant', lessonId })
  const first = await teacher.client.ask<'producer:create'>('producer:create', {
    source: 'microphone',
    rtpParameters: voiceParameters(5),
  })
  const second = await teacher.client.ask<'producer:create'>('producer:create', {
    source: 'microphone',
    rtpParameters: voiceParameters(6),
  })
  expect(first.ok && second.ok).toBe(true)
  await viewer.client.next('consumer:added', (one) => second.ok && one.producerId === second.data.producerId)
  const connect = { direction: 'send', dtlsParameters: anyFingerprint() }
  expect(await teacher.client.ask('transport:connect', connect)).toMatchObject({ ok: true })
  teacher.client.close()
  viewer.client.close()
})

test('an oversized frame closes only the socket that sent it', async () => {
  const lessonId = randomUUID()
  const noisy = await join(server, { role: 'participant', lessonId })
  const neighbour = await join(server, { role: 'participant', lessonId })
  const closed = new Promise((resolve) => noisy.client.socket.once('disconnect', resolve))
  noisy.client.socket.emit('hand:set', { text: 'x'.repeat(1_000_000) })
  await closed
  expect(await neighbour.client.ask('hand:set', { raised: true })).toMatchObject({ ok: true })
  neighbour.client.close()
})

test('a flood affects only its sender', async () => {
  const lessonId = randomUUID()
  const noisy = await join(server, { role: 'participant', lessonId })
  const neighbour = await join(server, { role: 'participant', lessonId })
  const answers = await Promise.all(
    Array.from({ length: 150 }, (_, index) => noisy.client.ask('hand:set', { raised: index % 2 === 0 })),
  )
  expect(answers).toContainEqual(refused('lesson.too-many-messages'))
  expect(await neighbour.client.ask('hand:set', { raised: true })).toMatchObject({ ok: true })
  noisy.client.close()
  neighbour.client.close()
})

test('refused input is logged by ids and codes, without names or tickets', async () => {
  const { client } = await join(server, {
    role: 'participant',
    lessonId: randomUUID(),
    displayName: 'Hemlig Exempelsson',
  })
  await client.ask('room:explode', { name: 'Hemlig Exempelsson' })
  client.close()
  const log = server.logLines.join('')
  expect(log).toContain('"code":"lesson.message-unknown"')
  expect(log).not.toContain('Hemlig')
  expect(log).not.toContain('eyJ')
})
