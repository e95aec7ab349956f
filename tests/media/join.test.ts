import { randomUUID } from 'node:crypto'

import { SignJWT } from 'jose'
import { createWorker } from 'mediasoup'
import type { RtpCodecCapability } from 'mediasoup/types'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { MEDIA_CODECS, ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import { PROTOCOL_VERSION } from '@/protocol/version'
import {
  anyFingerprint,
  join,
  makeTicket,
  memberOf,
  startMediaServer,
  TestClient,
  type TestServer,
  voiceParameters,
} from '@/tests/support/media-server'

let server: TestServer
beforeAll(async () => {
  server = await startMediaServer()
})
afterAll(() => server.close())

const request = (ticket: string) => ({
  protocolVersion: PROTOCOL_VERSION,
  ticket,
  rtpCapabilities: ROUTER_RTP_CAPABILITIES,
  dtlsParameters: anyFingerprint(),
  enter: true,
  mode: 'everything',
})

test('the RTP capabilities given to browsers are those of the worker', async () => {
  const worker = await createWorker({ workerBin: String(process.env.MEDIASOUP_WORKER_BIN) })
  const router = await worker.createRouter({ mediaCodecs: MEDIA_CODECS as unknown as RtpCodecCapability[] })
  expect(router.rtpCapabilities).toEqual(ROUTER_RTP_CAPABILITIES)
  worker.close()
})

describe('admission', () => {
  test('a ticket brings both transports, the state and a peer', async () => {
    const { client, welcome } = await join(server, { role: 'participant', lessonId: randomUUID(), displayName: 'Mona' })
    expect(welcome.isEntered).toBe(true)
    expect(welcome.send.iceCandidates.map((one) => one.protocol).toSorted()).toEqual(['tcp', 'udp'])
    expect(welcome.peers).toMatchObject([{ displayName: 'Mona', role: 'participant' }])
    client.close()
  })

  test.each([
    ['no ticket at all', async () => 'x'.repeat(40)],
    [
      'a ticket signed by somebody else',
      async () =>
        makeTicket({ ...server, privateKey: await otherKey() }, { role: 'participant', lessonId: randomUUID() }),
    ],
    ['a ticket with a symmetric algorithm', () => symmetricTicket()],
    ['a ticket without a signature', async () => unsignedTicket()],
  ])('%s is refused', async (_, make) => {
    const client = new TestClient(server.url, request(await make()))
    expect(await client.next('lesson:closed')).toEqual({ reason: 'refused', code: 'lesson.ticket-invalid' })
  })

  test('an expired ticket is refused with its own code', async () => {
    const ticket = await new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer('samsal')
      .setAudience('media-server')
      .setIssuedAt(Math.floor(Date.now() / 1_000) - 120)
      .setExpirationTime(Math.floor(Date.now() / 1_000) - 60)
      .sign(server.privateKey)
    const client = new TestClient(server.url, request(ticket))
    expect(await client.next('lesson:closed')).toEqual({ reason: 'refused', code: 'lesson.ticket-expired' })
  })

  test('another protocol version is refused with its own code', async () => {
    const ticket = await makeTicket(server, { role: 'participant', lessonId: randomUUID() })
    const client = new TestClient(server.url, { ...request(ticket), protocolVersion: 99 })
    expect(await client.next('lesson:closed')).toEqual({ reason: 'refused', code: 'lesson.protocol-version' })
  })

  test.each([
    ['no fingerprint', { role: 'client', fingerprints: [] }],
    ['a fingerprint that is too short', { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: 'AB:CD' }] }],
    ['an unknown hash', { role: 'client', fingerprints: [{ algorithm: 'md5', value: 'AB' }] }],
  ])('DTLS parameters with %s never reach the worker', async (_, dtlsParameters) => {
    const ticket = await makeTicket(server, { role: 'participant', lessonId: randomUUID() })
    const client = new TestClient(server.url, { ...request(ticket), dtlsParameters })
    expect(await client.next('lesson:closed')).toEqual({ reason: 'refused', code: 'lesson.message-malformed' })
  })
})

describe('what a peer may send', () => {
  test('a participant without the floor sends nothing, with it they are heard, and without it again they are not', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId })
    const mona = await join(server, { role: 'participant', lessonId })
    const other = await join(server, { role: 'participant', lessonId })
    const voice = { source: 'microphone', rtpParameters: voiceParameters() }
    expect(await mona.client.ask('producer:create', voice)).toEqual({
      ok: false,
      error: { code: 'lesson.not-allowed' },
    })

    await mona.client.ask('hand:set', { raised: true })
    await teacher.client.next('live:changed', ({ changes }) => changes.hands?.length === 1)
    expect(await teacher.client.ask('floor:set', { memberId: memberOf(mona.welcome), given: true })).toMatchObject({
      ok: true,
    })
    expect(await mona.client.ask('producer:create', voice)).toMatchObject({ ok: true })
    const added = await other.client.next('consumer:added')
    expect(added).toMatchObject({ peerId: mona.welcome.peerId, source: 'microphone' })

    await teacher.client.ask('floor:set', { memberId: memberOf(mona.welcome), given: false })
    expect(await mona.client.next('producer:stopped')).toEqual({ source: 'microphone' })
    expect(await other.client.next('consumer:removed')).toEqual({ consumerId: added.consumerId })
    expect(await mona.client.ask('producer:create', voice)).toMatchObject({ ok: false })
    for (const one of [teacher, mona, other]) one.client.close()
  })

  test('a classroom is heard by the hub alone until it has the floor', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId })
    const bjurholm = await join(server, { role: 'classroom', lessonId, displayName: 'Bjurholm', headcount: 8 })
    const mona = await join(server, { role: 'participant', lessonId })
    await bjurholm.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
    expect(await teacher.client.next('consumer:added')).toMatchObject({ peerId: bjurholm.welcome.peerId })
    expect(mona.client.all('consumer:added')).toEqual([])
    await teacher.client.ask('floor:set', { memberId: memberOf(bjurholm.welcome), given: true })
    expect(await mona.client.next('consumer:added')).toMatchObject({ peerId: bjurholm.welcome.peerId })
    await teacher.client.ask('floor:set', { memberId: memberOf(bjurholm.welcome), given: false })
    await mona.client.next('consumer:removed')
    for (const one of [teacher, bjurholm, mona]) one.client.close()
  })

  test.each([
    ['start the lesson', 'lesson:start', {}],
    ['end the lesson', 'lesson:end', {}],
    ['take the floor without being given it', 'floor:set', 'own-peer'],
  ])('a participant cannot %s', async (_, name, payload) => {
    const { client, welcome } = await join(server, { role: 'participant', lessonId: randomUUID() })
    const message = payload === 'own-peer' ? { memberId: memberOf(welcome), given: true } : payload
    expect(await client.ask(name, message)).toEqual({ ok: false, error: { code: 'lesson.not-allowed' } })
    client.close()
  })

  test('a peer that has not entered is seen by nobody and can do nothing', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId })
    const mona = await join(server, { role: 'participant', lessonId }, { enter: false })
    expect(mona.welcome.isEntered).toBe(false)
    expect(mona.welcome.peers.map((peer) => peer.role).toSorted()).toEqual(['communicator', 'participant'])
    expect(await mona.client.ask('hand:set', { raised: true })).toMatchObject({
      ok: false,
      error: { code: 'lesson.not-entered' },
    })
    expect(teacher.client.all('peer:changed').some((peer) => peer.role === 'participant')).toBe(false)
    expect(await mona.client.ask('lesson:enter', {})).toMatchObject({ ok: true })
    expect(await teacher.client.next('peer:changed', (peer) => peer.role === 'participant')).toBeTruthy()
    for (const one of [teacher, mona]) one.client.close()
  })
})

describe('the floor', () => {
  const visit = () => ({
    role: 'participant' as const,
    lessonId: randomUUID(),
    subject: { kind: 'person' as const, id: randomUUID() },
  })

  test('is kept for a lost connection, not for a person who leaves', async () => {
    const mona = visit()
    const teacher = await join(server, { role: 'communicator', lessonId: mona.lessonId })
    const first = await join(server, mona)
    await teacher.client.ask('floor:set', { memberId: memberOf(first.welcome), given: true })
    first.client.socket.io.engine.close()
    const second = await join(server, mona)
    expect(second.welcome.peers.find((peer) => peer.peerId === second.welcome.peerId)?.hasFloor).toBe(true)
    second.client.close()
    await teacher.client.next('peer:gone', (gone) => gone.peerId === second.welcome.peerId)
    const third = await join(server, mona)
    expect(third.welcome.peers.find((peer) => peer.peerId === third.welcome.peerId)?.hasFloor).toBe(false)
    for (const one of [teacher, third]) one.client.close()
  })
})

describe('one person, one peer', () => {
  const subject = () => ({ kind: 'person' as const, id: randomUUID() })

  test('a second tab replaces the first', async () => {
    const lessonId = randomUUID()
    const mona = { role: 'participant' as const, lessonId, subject: subject() }
    const teacher = await join(server, { role: 'communicator', lessonId })
    const first = await join(server, mona)
    const second = await join(server, mona)
    expect(await first.client.next('lesson:closed')).toEqual({ reason: 'replaced' })
    await teacher.client.next('peer:gone', (gone) => gone.peerId === first.welcome.peerId)
    const inLesson = await join(server, { role: 'communicator', lessonId })
    expect(inLesson.welcome.peers.filter((peer) => peer.role === 'participant')).toHaveLength(1)
    for (const one of [inLesson, second]) one.client.close()
  })

  test('three tabs together leave one peer, and one presence', async () => {
    const mona = { role: 'participant' as const, lessonId: randomUUID(), subject: subject() }
    const teacher = await join(server, { role: 'communicator', lessonId: mona.lessonId })
    const requests = await Promise.all([1, 2, 3].map(async () => request(await makeTicket(server, mona))))
    const tabs = requests.map((one) => new TestClient(server.url, one))
    const last = await Promise.any(tabs.map((tab) => tab.next('lesson:welcome')))
    expect(last.isEntered).toBe(true)
    await vi.waitFor(async () => {
      const look = await join(server, { role: 'communicator', lessonId: mona.lessonId })
      look.client.close()
      expect(look.welcome.peers.filter((peer) => peer.role === 'participant')).toHaveLength(1)
    })
    for (const one of tabs) one.close()
    teacher.client.close()
    await vi.waitFor(() => {
      const theirs = server.facts.filter(
        (fact) => fact.lessonId === mona.lessonId && fact.subject?.id === mona.subject.id,
      )
      expect(theirs.filter((fact) => fact.kind === 'left')).toHaveLength(
        theirs.filter((fact) => fact.kind === 'joined').length,
      )
    })
  })

  test('a lost socket resumes the same peer', async () => {
    const lessonId = randomUUID()
    const mona = { role: 'participant' as const, lessonId, subject: subject() }
    const first = await join(server, mona)
    first.client.socket.io.engine.close()
    const { peerId, resumeToken } = first.welcome
    const again = await join(server, mona, { resume: { peerId, resumeToken } })
    expect(again.welcome).toMatchObject({ isResumed: true, peerId, isEntered: true })
    again.client.close()
  })

  test("somebody else's resume token gives access to nothing", async () => {
    const lessonId = randomUUID()
    const first = await join(server, { role: 'participant', lessonId, subject: subject() })
    const { peerId, resumeToken } = first.welcome
    const thief = await join(
      server,
      { role: 'participant', lessonId, subject: subject() },
      { resume: { peerId, resumeToken } },
    )
    expect(thief.welcome.isResumed).toBe(false)
    expect(thief.welcome.peerId).not.toBe(peerId)
    for (const one of [first, thief]) one.client.close()
  })
})

async function otherKey() {
  const { generateKeyPairSync } = await import('node:crypto')
  return generateKeyPairSync('ed25519').privateKey
}

function symmetricTicket(): Promise<string> {
  const key = new TextEncoder().encode(server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('samsal')
    .setAudience('media-server')
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key)
}

function unsignedTicket(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  return `${part({ alg: 'none' })}.${part({ iss: 'samsal', aud: 'media-server', iat: now, exp: now + 60, jti: randomUUID() })}.`
}
