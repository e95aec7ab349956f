import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { join, memberOf, startMediaServer, type TestServer } from '@/tests/support/media-server'

let server: TestServer
beforeEach(async () => {
  server = await startMediaServer()
})
afterEach(() => server.close())

const told = (peerId: string) => server.facts.filter((fact) => fact.peerId === peerId).map((fact) => fact.kind)

test('presence begins with entering, not before, and ends with leaving', async () => {
  const { client, welcome } = await join(server, { role: 'participant', lessonId: randomUUID() }, { enter: false })
  await client.ask('lesson:enter', {})
  await vi.waitFor(() => expect(told(welcome.peerId)).toEqual(['joined']))
  client.close()
  await vi.waitFor(() => expect(told(welcome.peerId)).toEqual(['joined', 'left']))
  const waiting = await join(server, { role: 'participant', lessonId: randomUUID() }, { enter: false })
  waiting.client.close()
  await vi.waitFor(() =>
    expect(server.logLines.join('')).toContain(`"peer-removed","peerId":"${waiting.welcome.peerId}"`),
  )
  expect(told(waiting.welcome.peerId)).toEqual([])
})

test('the lesson records once that it went live and once that it ended, however often it is asked', async () => {
  const lessonId = randomUUID()
  const { client } = await join(server, { role: 'communicator', lessonId })
  for (const name of ['lesson:start', 'lesson:start', 'lesson:end', 'lesson:end', 'lesson:start'])
    await client.ask(name, {})
  await vi.waitFor(() =>
    expect(server.facts.filter((fact) => fact.subject === null).map((fact) => fact.kind)).toEqual([
      'lesson-live',
      'lesson-ended',
    ]),
  )
  client.close()
})

test('facts wait on disk while the app is down and arrive once when it is back', async () => {
  server.isAppUp = false
  const { client, welcome } = await join(server, { role: 'participant', lessonId: randomUUID() })
  client.close()
  await vi.waitFor(() => expect(server.logLines.join('')).toContain('media-events-not-delivered'))
  await server.restart()
  expect(told(welcome.peerId)).toEqual([])
  server.isAppUp = true
  await vi.waitFor(() => expect(told(welcome.peerId)).toEqual(['joined', 'left']), { timeout: 10_000 })
})

test('a live lesson is still live, and the floor still given, after the server restarted', async () => {
  const lessonId = randomUUID()
  const subject = { kind: 'person' as const, id: randomUUID() }
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, { role: 'participant', lessonId, subject })
  await teacher.client.ask('lesson:start', {})
  await teacher.client.ask('floor:set', { memberId: memberOf(mona.welcome), given: true })
  await server.restart()
  const again = await join(server, { role: 'participant', lessonId, subject })
  expect(again.welcome.live.lesson).toMatchObject({ phase: 'live' })
  expect(again.welcome.peers).toMatchObject([{ hasFloor: true }])
  again.client.close()
})

test('when the worker dies everyone gets new transports without asking', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, { role: 'participant', lessonId })
  for (const pid of server.server.workerPids()) process.kill(pid, 'SIGKILL')
  for (const { client, welcome } of [teacher, mona]) {
    await client.next('media:lost')
    const rebuilt = await client.next('media:rebuilt')
    expect(rebuilt.receive.id).not.toBe(welcome.receive.id)
    client.close()
  }
})

test('a worker that keeps dying is replaced each time, with increasing delay', async () => {
  const killed: number[] = []
  const backAfterMs: number[] = []
  for (let death = 0; death < 3; death += 1) {
    const [pid] = server.server.workerPids()
    if (pid === undefined) throw new Error('there is no worker')
    const killedAt = performance.now()
    process.kill(pid, 'SIGKILL')
    killed.push(pid)
    await vi.waitFor(
      () => expect(server.server.workerPids().filter((each) => !killed.includes(each))).toHaveLength(1),
      { timeout: 8_000 },
    )
    backAfterMs.push(performance.now() - killedAt)
  }
  console.log(`workers back after ${backAfterMs.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  expect(backAfterMs[2]).toBeGreaterThan(1_000)
  const { client } = await join(server, { role: 'participant', lessonId: randomUUID() })
  client.close()
})
