import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { join, startMediaServer, type TestServer } from '@/tests/support/media-server'

let server: TestServer
beforeAll(async () => {
  server = await startMediaServer()
})
afterAll(() => server.close())

test('a communicator who is alone in the lesson can take over in a second tab', async () => {
  const lessonId = randomUUID()
  const sara = { role: 'communicator' as const, lessonId, subject: { kind: 'staff' as const, id: randomUUID() } }
  const first = await join(server, sara)
  const second = await join(server, sara)
  expect(await first.client.next('lesson:closed')).toEqual({ reason: 'replaced' })
  expect(second.welcome.send.id).not.toBe(first.welcome.send.id)
  expect(await second.client.ask('lesson:start', {})).toEqual({ ok: true, data: {} })
  second.client.close()
})
