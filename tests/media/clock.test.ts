import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { join, memberOf, startMediaServer, type TestClient, type TestServer } from '@/tests/support/media-server'

const HOUR_MS = 3_600_000

let server: TestServer
beforeEach(async () => {
  server = await startMediaServer()
})
afterEach(async () => {
  vi.useRealTimers()
  await server.close()
})

test.each([
  ['an hour forward', HOUR_MS],
  ['an hour back', -HOUR_MS],
  ['a day back', -24 * HOUR_MS],
])('a clock set %s during a lesson costs nobody a minute and ends nothing', async (_, stepMs) => {
  const lessonId = randomUUID()
  const subject = { kind: 'person' as const, id: randomUUID() }
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, { role: 'participant', lessonId, subject })
  await teacher.client.ask('lesson:start', {})
  await teacher.client.ask('groups:open', { groups: [[memberOf(mona.welcome)]], minutes: 5 })
  const startedAtMs = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: startedAtMs + stepMs, shouldAdvanceTime: true })
  for (const { client } of [teacher, mona]) keepAwake(client)
  // Another message makes the lesson check its deadline.
  expect(await mona.client.ask('hand:set', { raised: true })).toMatchObject({ ok: true })
  // More than a burst: the message budget refills with time.
  for (let sent = 0; sent < 100; sent += 1) {
    const reply = await teacher.client.ask('reaction:send', { reaction: 'slower' })
    if (!reply.ok) expect(reply.error.code).not.toBe('internal')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const late = await join(server, { role: 'communicator', lessonId })
  expect(late.welcome.live.groups).toMatchObject({ count: 1 })
  expect(late.welcome.live.lesson).toMatchObject({ phase: 'live', absence: null })
  mona.client.close()
  await vi.waitFor(() => expect(server.facts.map(({ kind }) => kind)).toContain('left'))
  const times = server.facts.map(({ at }) => Date.parse(at))
  for (const time of times) expect(Math.abs(time - startedAtMs)).toBeLessThan(60_000)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  await vi.waitFor(() => expect(server.logLines.join('')).toContain('"event":"clock-was-set"'), { timeout: 5_000 })
  for (const { client } of [teacher, late]) client.close()
})

/** These clients share the clock with the server; a browser has its own, and its library would take the step for a long silence. */
function keepAwake(client: TestClient): void {
  Object.defineProperty(client.socket.io.engine, '_pingTimeoutTime', { get: () => Infinity, set() {} })
}

test("a server without lessons adopts the clock's time", async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS, shouldAdvanceTime: true })
  const lessonId = randomUUID()
  const mona = await join(server, { role: 'participant', lessonId })
  await vi.waitFor(() => expect(server.facts).toHaveLength(1))
  expect(Math.abs(Date.parse(server.facts[0]?.at ?? '') - Date.now())).toBeLessThan(60_000)
  mona.client.close()
})
