import { randomUUID } from 'node:crypto'

import { afterEach, describe, expect, test, vi } from 'vitest'

import {
  join,
  memberOf,
  startMediaServer,
  voiceParameters,
  type TestClient,
  type TestServer,
} from '@/tests/support/media-server'

let server: TestServer
afterEach(() => server.close())

/** The communicator sends audio before anybody else is there. */
async function beginLesson(lessonId: string) {
  const teacher = await join(server, { role: 'communicator', lessonId })
  const { ok } = await teacher.client.ask('producer:create', {
    source: 'microphone',
    rtpParameters: voiceParameters(),
  })
  expect(ok).toBe(true)
  return teacher
}

const joinMany = (lessonId: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => join(server, { role: 'participant', lessonId })))
const portOf = ({ welcome }: Awaited<ReturnType<typeof join>>, direction: 'send' | 'receive' = 'receive') =>
  welcome[direction].iceCandidates[0]?.port
const rebuiltPort = (client: TestClient) => client.all('media:rebuilt').at(-1)?.receive.iceCandidates[0]?.port
const logged = (event: string) => server.logLines.filter((line) => line.includes(`"${event}"`))

describe('a lesson that outgrows its worker', () => {
  test('everybody hears the voice, on any worker, and sends to the first', async () => {
    server = await startMediaServer({ MEDIA_WORKERS: 2, WORKER_RECEIVERS: 4 })
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 7)
    expect(new Set(viewers.map((one) => portOf(one, 'send'))).size).toBe(1)
    const ports = viewers.map((one) => portOf(one))
    expect(ports.filter((port) => port === portOf(teacher, 'send'))).toHaveLength(3)
    expect(new Set(ports).size).toBe(2)
    for (const { welcome } of viewers) {
      expect(welcome.consumers.map(({ source, kind }) => ({ source, kind }))).toEqual([
        { source: 'microphone', kind: 'audio' },
      ])
    }
    for (const { client } of [teacher, ...viewers]) client.close()
  })

  test('a pause and a new voice reach the second worker, and what has stopped is gone there', async () => {
    server = await startMediaServer({ MEDIA_WORKERS: 2, WORKER_RECEIVERS: 1 })
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const [mona] = await joinMany(lessonId, 1)
    if (!mona) throw new Error('nobody joined')
    expect(portOf(mona)).not.toBe(portOf(teacher))
    await teacher.client.ask('producer:pause', { source: 'microphone', paused: true })
    await mona.client.next('consumer:paused', ({ isPaused }) => isPaused)
    await teacher.client.ask('producer:pause', { source: 'microphone', paused: false })
    await mona.client.next('consumer:paused', ({ isPaused }) => !isPaused)
    await teacher.client.ask('producer:close', { source: 'microphone' })
    await mona.client.next('consumer:removed')
    await teacher.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters(2_222_222) })
    await mona.client.next('consumer:added', ({ source }) => source === 'microphone')
    await teacher.client.ask('lesson:start', {})
    await teacher.client.ask('floor:set', { memberId: memberOf(mona.welcome), given: true })
    const own = { source: 'microphone', rtpParameters: voiceParameters(3_333_333) }
    await vi.waitFor(async () => expect((await mona.client.ask('producer:create', own)).ok).toBe(true))
    await teacher.client.next('consumer:added', ({ peerId }) => peerId === mona.welcome.peerId)
    for (const { client } of [teacher, mona]) client.close()
  })

  test('the death of the second worker affects only those on it, and they are back on a worker', async () => {
    server = await startMediaServer({ MEDIA_WORKERS: 2, WORKER_RECEIVERS: 2 })
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 3)
    const home = portOf(teacher)
    const [onHome, away] = [
      viewers.filter((one) => portOf(one) === home),
      viewers.filter((one) => portOf(one) !== home),
    ]
    expect([onHome.length, away.length]).toEqual([1, 2])
    const line = logged('worker-started').find((one) => one.includes(`"port":${portOf(away[0] ?? teacher)}`))
    process.kill(Number(/"pid":(\d+),"port"/.exec(line ?? '')?.[1]), 'SIGKILL')
    for (const { client } of away) {
      await client.next('media:rebuilt', ({ consumers }) => consumers.some(({ source }) => source === 'microphone'))
      expect(rebuiltPort(client)).toBeDefined()
    }
    for (const { client } of [teacher, ...onHome]) expect(client.all('media:lost')).toEqual([])
    for (const { client } of [teacher, ...viewers]) client.close()
  })

  test('the death of the first worker moves all of it', async () => {
    server = await startMediaServer({ MEDIA_WORKERS: 2, WORKER_RECEIVERS: 2 })
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const viewers = await joinMany(lessonId, 3)
    const line = logged('worker-started').find((one) => one.includes(`"port":${portOf(teacher)}`))
    process.kill(Number(/"pid":(\d+),"port"/.exec(line ?? '')?.[1]), 'SIGKILL')
    for (const { client } of [teacher, ...viewers]) await client.next('media:rebuilt')
    await teacher.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
    for (const { client } of viewers) {
      const added = await client.next('consumer:added', ({ source }) => source === 'microphone')
      expect(added.peerId).toBe(teacher.welcome.peerId)
    }
    for (const { client } of [teacher, ...viewers]) client.close()
  })
})

describe('a worker that is replaced', () => {
  test('takes no new lesson, keeps its lessons untouched, and exits with the last', async () => {
    server = await startMediaServer()
    const lessonId = randomUUID()
    const teacher = await beginLesson(lessonId)
    const [mona] = await joinMany(lessonId, 1)
    if (!mona) throw new Error('nobody joined')
    const [old] = server.server.workerPids()
    await server.server.rotateWorkers()
    expect(server.server.workerPids()).toHaveLength(2)
    const other = await beginLesson(randomUUID())
    expect(portOf(other)).not.toBe(portOf(teacher))
    const late = await join(server, { role: 'participant', lessonId })
    expect(portOf(late, 'send')).toBe(portOf(teacher))
    expect(late.welcome.consumers).toHaveLength(1)
    for (const { client } of [teacher, mona]) expect(client.all('media:lost')).toEqual([])
    for (const { client } of [teacher, mona, late]) client.close()
    await vi.waitFor(() => expect(server.server.workerPids()).not.toContain(old), { timeout: 10_000 })
    expect(server.server.workerPids()).toHaveLength(1)
    await server.server.rotateWorkers()
    expect(portOf(await beginLesson(randomUUID()))).toBe(portOf(teacher))
    other.client.close()
  })

  test.each([
    ['old', { WORKER_MAX_AGE_HOURS: 3 / 3_600 }],
    ['large', { WORKER_MAX_MEMORY_MB: 1 }],
  ])('is replaced automatically when it is %s', async (_, limit) => {
    server = await startMediaServer(limit)
    const [old] = server.server.workerPids()
    await vi.waitFor(() => expect(server.server.workerPids()).not.toContain(old), { timeout: 15_000 })
    expect(server.server.workerPids().length).toBeGreaterThan(0)
  })
})
