import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import {
  join,
  memberOf,
  pictureParameters,
  startMediaServer,
  type TestServer,
  voiceParameters,
} from '@/tests/support/media-server'

let server: TestServer
beforeEach(async () => {
  server = await startMediaServer()
})
afterEach(() => server.close())

const tokenOf = ({ welcome: { peerId, resumeToken } }: Awaited<ReturnType<typeof join>>) => ({ peerId, resumeToken })
const person = () => ({ kind: 'person' as const, id: randomUUID() })
const breakLine = ({ client }: Awaited<ReturnType<typeof join>>) => client.socket.io.engine.close()
const lessonsOpen = async () => (await (await fetch(`${server.url}/health`)).json()).lessons

describe('a member who reconnects', () => {
  test('keeps the peer, also when the old connection still hung', async () => {
    const lessonId = randomUUID()
    const mona = { role: 'participant' as const, lessonId, subject: person() }
    const teacher = await join(server, { role: 'communicator', lessonId })
    const before = await join(server, mona)
    const lena = await join(server, { role: 'participant', lessonId })
    const after = await join(server, mona, { resume: tokenOf(before) })
    expect(after.welcome.isResumed).toBe(true)
    breakLine(lena)
    const gone = () => teacher.client.all('peer:gone').map((one) => one.peerId)
    await vi.waitFor(() => expect(gone()).toContain(lena.welcome.peerId), { timeout: 9_000 })
    expect(gone()).not.toContain(after.welcome.peerId)
    for (const one of [teacher, after]) one.client.close()
  }, 15_000)

  test('has what the app allows now, not what it allowed before', async () => {
    const lessonId = randomUUID()
    const mona = { role: 'participant' as const, lessonId, subject: person() }
    const before = await join(server, mona)
    breakLine(before)
    const permissions = ['hand.raise' as const]
    const after = await join(server, { ...mona, permissions }, { resume: tokenOf(before) })
    expect(after.welcome.isResumed).toBe(false)
    after.client.close()
  })

  test('sees the pointer where it rests, as a newcomer does, and no more once its page is gone', async () => {
    const lessonId = randomUUID()
    const sara = { role: 'communicator' as const, lessonId, subject: { kind: 'staff' as const, id: randomUUID() } }
    const teacher = await join(server, sara)
    const mona = { role: 'participant' as const, lessonId, subject: person() }
    const before = await join(server, mona)
    const first = { x: 10, y: 20 }
    await teacher.client.ask('pointer:move', { pointer: first })
    expect(await before.client.next('pointer:moved')).toEqual({ pointer: first })
    breakLine(before)
    const rests = { x: 30, y: 40 }
    await teacher.client.ask('pointer:move', { pointer: rests })
    const after = await join(server, mona, { resume: tokenOf(before) })
    const newcomer = await join(server, { role: 'participant', lessonId })
    for (const one of [after, newcomer]) expect(await one.client.next('pointer:moved')).toEqual({ pointer: rests })
    teacher.client.close()
    const isGone = ({ pointer }: { pointer: unknown }) => pointer === null
    for (const one of [after, newcomer]) await one.client.next('pointer:moved', isGone)
    for (const one of [after, newcomer]) one.client.close()
  })

  test('learns how much of their picture is wanted by now', async () => {
    const lessonId = randomUUID()
    const sara = { role: 'communicator' as const, lessonId, subject: { kind: 'staff' as const, id: randomUUID() } }
    const teacher = await join(server, sara)
    const mona = await join(server, { role: 'participant', lessonId })
    await teacher.client.ask('producer:create', { source: 'camera', rtpParameters: pictureParameters() })
    const { consumerId } = await mona.client.next('consumer:added')
    await mona.client.ask('consumer:prefer-layer', { consumerId, spatialLayer: null })
    await teacher.client.next('producer:limited', ({ spatialLayer }) => spatialLayer === null)
    breakLine(teacher)
    await mona.client.next('peer:changed', (peer) => peer.peerId === teacher.welcome.peerId && !peer.isConnected)
    await mona.client.ask('consumer:prefer-layer', { consumerId, spatialLayer: 2 })
    const again = await join(server, sara, { resume: tokenOf(teacher) })
    expect(await again.client.next('producer:limited')).toEqual({ source: 'camera', spatialLayer: 2 })
    for (const one of [again, mona]) one.client.close()
  })

  test('has no floor that was taken from everybody meanwhile', async () => {
    const lessonId = randomUUID()
    const mona = { role: 'participant' as const, lessonId, subject: person() }
    const teacher = await join(server, { role: 'communicator', lessonId })
    const before = await join(server, mona)
    const lena = await join(server, { role: 'participant', lessonId })
    await lena.client.ask('hand:set', { raised: true })
    await teacher.client.ask('floor:set', { memberId: memberOf(before.welcome), given: true })
    for (const one of [before, lena]) breakLine(one)
    const gone = () => teacher.client.all('peer:gone')
    await vi.waitFor(() => expect(gone()).toHaveLength(2), { timeout: 9_000 })
    // A hand that cannot be given the floor is down.
    expect(teacher.client.all('live:changed').findLast(({ changes }) => changes.hands)?.changes.hands).toEqual([])
    await teacher.client.ask('member:mute-all', {})
    const after = await join(server, mona)
    expect(after.welcome.peers.find((peer) => peer.peerId === after.welcome.peerId)?.hasFloor).toBe(false)
    for (const one of [teacher, after]) one.client.close()
  }, 15_000)
})

test('an interpreter keeps the turn, and a hand stays up, when the server shuts down cleanly and restarts', async () => {
  const lessonId = randomUUID()
  const guest = () => ({
    ...{ role: 'interpreter' as const, lessonId, channelLanguage: 'ti' },
    subject: { kind: 'guest' as const, id: randomUUID() },
  })
  const [first, second] = [guest(), guest()]
  const mona = { role: 'participant' as const, lessonId, subject: person() }
  const teacher = await join(server, { role: 'communicator', lessonId })
  const voice = await join(server, first)
  await join(server, second)
  await (await join(server, mona)).client.ask('hand:set', { raised: true })
  await teacher.client.ask('lesson:start', {})
  await server.restart()
  await join(server, second)
  const { welcome } = await join(server, mona)
  expect(welcome.live.channels.list).toMatchObject([{ speaking: memberOf(voice.welcome), interpreters: 2 }])
  expect(welcome.live.hands).toHaveLength(1)
})

test('a hidden page gets no picture after its worker died either', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, { role: 'participant', lessonId })
  await mona.client.ask('view:set', { mode: 'everything', isHidden: true })
  for (const pid of server.server.workerPids()) process.kill(pid, 'SIGKILL')
  await Promise.all([teacher.client.next('media:rebuilt'), mona.client.next('media:rebuilt')])
  await teacher.client.ask('producer:create', { source: 'camera', rtpParameters: pictureParameters() })
  expect(await teacher.client.next('producer:limited')).toEqual({ source: 'camera', spatialLayer: null })
  for (const one of [teacher, mona]) one.client.close()
})

describe('a lesson without members', () => {
  test('does not stay open for somebody who was refused', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId })
    await teacher.client.ask('lesson:lock', { isLocked: true })
    teacher.client.close()
    await vi.waitFor(async () => expect(await lessonsOpen()).toBe(0))
    await expect(join(server, { role: 'participant', lessonId })).rejects.toThrow('lesson:closed')
    expect(await lessonsOpen()).toBe(0)
  })

  test('does not stay open in a break without an end', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId })
    await teacher.client.ask('lesson:start', {})
    await teacher.client.ask('break:start', { minutes: null })
    teacher.client.close()
    await vi.waitFor(async () => expect(await lessonsOpen()).toBe(0), { timeout: 4_000 })
  })

  test('does not stay open after a restart once it was suspended', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId, suspendAfterSeconds: 1 })
    await teacher.client.ask('lesson:start', {})
    teacher.client.close()
    await vi.waitFor(async () => expect(await lessonsOpen()).toBe(0), { timeout: 6_000 })
    await server.restart()
    expect(await lessonsOpen()).toBe(1)
    await vi.waitFor(async () => expect(await lessonsOpen()).toBe(0), { timeout: 4_000 })
  })
})

test('nobody chooses for others, or before entering', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const waiting = await join(server, { role: 'communicator', lessonId }, { enter: false })
  const visitor = await join(server, { role: 'visitor', lessonId })
  const host = await join(server, { role: 'host', lessonId, siteId: randomUUID() })
  const mona = await join(server, { role: 'participant', lessonId })
  await teacher.client.ask('groups:open', { groups: [[memberOf(mona.welcome)]], minutes: null })
  const refused = (code: string) => ({ ok: false, error: { code } })
  expect(await waiting.client.ask('pointer:move', { pointer: { x: 1, y: 1 } })).toEqual(refused('lesson.not-entered'))
  expect(await visitor.client.ask('channel:listen', { language: null })).toEqual(refused('lesson.not-allowed'))
  expect(await mona.client.ask('channel:listen', { language: 'constructor' })).toEqual(
    refused('lesson.channel-unknown'),
  )
  // A host would read the names of those in the group.
  expect(await host.client.ask('groups:visit', { group: 0 })).toEqual(refused('lesson.not-allowed'))
  for (const one of [teacher, waiting, visitor, host, mona]) one.client.close()
})

test('nobody is heard any more when the lesson is over', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const screen = await join(server, { role: 'classroom', lessonId })
  const voice = { source: 'microphone', rtpParameters: voiceParameters() }
  await teacher.client.ask('lesson:start', {})
  await screen.client.ask('producer:create', voice)
  await teacher.client.ask('lesson:end', {})
  expect(await screen.client.next('producer:stopped')).toEqual({ source: 'microphone' })
  expect(await screen.client.ask('producer:create', voice)).toEqual({
    ok: false,
    error: { code: 'lesson.not-allowed' },
  })
  for (const one of [teacher, screen]) one.client.close()
})
