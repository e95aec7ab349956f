import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { io } from 'socket.io-client'

import { Seal } from '@/media-server/nodes/seal'
import { NODE_LINK_NAMESPACE } from '@/protocol/node-link'
import { join, startMediaServer, voiceParameters, type TestClient, type TestServer } from '@/tests/support/media-server'

const SECRET = 'a secret that all nodes of one installation share'
let home: TestServer
let other: TestServer

/** Two nodes on one machine; the first has capacity for one receiver of its lesson. */
beforeEach(async () => {
  const shared = { NODE_LINK_SECRET: SECRET, PIPE_ADDRESS: '127.0.0.1', WORKER_RECEIVERS: 1 }
  home = await startMediaServer({ ...shared, NODE_ID: 'home', NODE_LINK_URL: 'http://127.0.0.1:1' })
  other = await startMediaServer({
    ...shared,
    NODE_ID: 'other',
    NODE_LINK_URL: 'http://127.0.0.1:1',
    WORKER_RECEIVERS: 3,
  })
  home.assignments = {
    ...{ acquired: [], released: [], isSingleNode: false },
    others: [{ nodeId: 'other', linkUrl: other.url, region: '', freePacketsPerSecond: 30_000 }],
  }
  await vi.waitFor(() => expect(home.reports.length).toBeGreaterThan(1), { timeout: 5_000 })
})
afterEach(async () => {
  await Promise.all([home.close(), other.close()])
})

async function beginLesson(lessonId: string) {
  const teacher = await join(home, { role: 'communicator', lessonId })
  const voice = { source: 'microphone', rtpParameters: voiceParameters() }
  expect((await teacher.client.ask('producer:create', voice)).ok).toBe(true)
  return teacher
}
const joinMany = (lessonId: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => join(home, { role: 'participant', lessonId })))
type Joined = Awaited<ReturnType<typeof join>>
const portOf = ({ welcome }: Joined) => welcome.receive.iceCandidates[0]?.port ?? 0
const rtcPort = (server: TestServer) => Number(new URL(server.url).port) + 1
const isAt = (server: TestServer) => (joined: Joined) => Math.abs(portOf(joined) - rtcPort(server)) < 2
const closeAll = (joined: Joined[]) => joined.forEach(({ client }) => client.close())
const hearsVoice = (client: TestClient) =>
  client.next('media:rebuilt', ({ consumers }) => consumers.some(({ source }) => source === 'microphone'))

describe('a lesson that outgrows its node', () => {
  test('has its receivers on another, where they hear the voice, its pauses and its end', async () => {
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 3)
    expect(viewers.filter(isAt(other))).toHaveLength(3)
    for (const { welcome } of viewers) expect(welcome.consumers.map(({ source }) => source)).toEqual(['microphone'])
    const [mona] = viewers
    if (!mona) throw new Error('nobody joined')
    expect((await mona.client.ask('transport:restart-ice', { direction: 'receive' })).ok).toBe(true)
    await teacher.client.ask('producer:pause', { source: 'microphone', paused: true })
    await mona.client.next('consumer:paused', ({ isPaused }) => isPaused)
    await teacher.client.ask('producer:pause', { source: 'microphone', paused: false })
    await mona.client.next('consumer:paused', ({ isPaused }) => !isPaused)
    await teacher.client.ask('producer:close', { source: 'microphone' })
    await mona.client.next('consumer:removed')
    await teacher.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters(2_222_222) })
    await mona.client.next('consumer:added', ({ source }) => source === 'microphone')
    closeAll([teacher, ...viewers])
  })

  test('keeps receivers for which the other has no capacity', async () => {
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 5)
    expect(viewers.filter(isAt(other))).toHaveLength(3)
    expect(viewers.filter(isAt(home))).toHaveLength(2)
    closeAll([teacher, ...viewers])
  })

  test('releases places when their receivers leave, and all of them when the lesson is over', async () => {
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 3)
    closeAll(viewers)
    await vi.waitFor(async () => {
      const [again] = await joinMany(lessonId, 1)
      if (!again) throw new Error('nobody joined')
      again.client.close()
      expect(isAt(other)(again)).toBe(true)
    })
    teacher.client.close()
    await vi.waitFor(() => expect(other.reports.at(-1)?.workers[0]?.routers).toBe(0), { timeout: 8_000 })
  })

  test('is complete again on its own node when the other node dies', async () => {
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 3)
    await other.server.close()
    for (const { client } of viewers) {
      const { receive } = await hearsVoice(client)
      expect(receive.iceCandidates[0]?.port).toBeLessThan(rtcPort(home) + 2)
    }
    expect(teacher.client.all('media:lost')).toEqual([])
    closeAll([teacher, ...viewers])
  })

  test('is complete again when a worker of either node dies', async () => {
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 2)
    process.kill(other.server.workerPids()[0] ?? 0, 'SIGKILL')
    for (const { client } of viewers) await hearsVoice(client)
    expect(teacher.client.all('media:lost')).toEqual([])
    process.kill(home.server.workerPids()[0] ?? 0, 'SIGKILL')
    await teacher.client.next('media:rebuilt')
    const again = { source: 'microphone', rtpParameters: voiceParameters(4_444_444) }
    expect((await teacher.client.ask('producer:create', again)).ok).toBe(true)
    const late = await join(home, { role: 'participant', lessonId })
    expect(late.welcome.consumers.map(({ source }) => source)).toEqual(['microphone'])
    closeAll([teacher, ...viewers, late])
  })
})

describe('a stranger who connects to a node', () => {
  test.each([
    ['without a seal', (): unknown => ({ name: 'link:ping', request: {} })],
    [
      'with another secret',
      (word: string): unknown =>
        new Seal('not the secret of this installation', { word, isCaller: true }).seal({
          name: 'link:ping',
          request: {},
        }),
    ],
  ])('%s gets no answer, and the connection is closed', async (_, messageFor) => {
    const socket = io(other.url + NODE_LINK_NAMESPACE, {
      path: '/rt',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    })
    const word = await new Promise<string>((resolve) => socket.once('word', resolve))
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    const answered = vi.fn<() => void>()
    socket.emit('ask', messageFor(word), answered)
    await closed
    expect(answered).not.toHaveBeenCalled()
  })

  test('without a message is disconnected after a while', async () => {
    const socket = io(other.url + NODE_LINK_NAMESPACE, {
      path: '/rt',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    })
    await new Promise((resolve) => socket.once('disconnect', resolve))
    expect(socket.connected).toBe(false)
  })
})
