import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import type { Subject } from '@/domain/live-lesson/vocabulary'
import { memberIdOf } from '@/media-server/session/member-id'
import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import { PROTOCOL_VERSION } from '@/protocol/version'
import {
  anyFingerprint,
  join,
  makeTicket,
  memberOf,
  startMediaServer,
  TestClient,
  type TestServer,
} from '@/tests/support/media-server'

const REFUSED = { ok: false, error: { code: 'lesson.not-allowed' } }

let server: TestServer
let lessonId: string
let hub: Awaited<ReturnType<typeof join>>

beforeAll(async () => {
  server = await startMediaServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  lessonId = randomUUID()
  hub = await join(server, { role: 'communicator', lessonId })
})

const guest = (): Subject => ({ kind: 'guest', id: randomUUID() })

/** The code of the refusal of a join. */
async function refusalOf(subject: Subject): Promise<string | undefined> {
  const client = new TestClient(server.url, {
    protocolVersion: PROTOCOL_VERSION,
    ticket: await makeTicket(server, { role: 'participant', lessonId, subject }),
    rtpCapabilities: ROUTER_RTP_CAPABILITIES,
    dtlsParameters: anyFingerprint(),
    enter: true,
    mode: 'everything',
  })
  const { code } = await client.next('lesson:closed')
  client.close()
  return code
}

test('only the communicator learns of a visitor, who comes no further than the waiting room', async () => {
  const { client, welcome } = await join(server, { role: 'visitor', lessonId, displayName: 'Amal' })
  expect(welcome).toMatchObject({ isEntered: false, consumers: [] })
  expect(welcome.peers).toHaveLength(1)
  const { changes } = await hub.client.next(
    'live:changed',
    (message) => message.changes.waitingRoom?.waiting.length === 1,
  )
  expect(changes.waitingRoom?.waiting).toMatchObject([{ memberId: memberOf(welcome), displayName: 'Amal' }])
  for (const [name, payload] of [
    ['lesson:enter', {}],
    ['hand:set', { raised: true }],
    ['chat:write', { messageId: randomUUID(), text: 'hej' }],
    ['visitor:admit', { memberId: memberOf(welcome), isAdmitted: true }],
  ] as const) {
    expect(await client.ask(name, payload)).toMatchObject({ ok: false })
  }
  client.close()
})

test('an admitted visitor enters a lesson that was locked meanwhile; one who was turned away does not', async () => {
  const [amal, sara] = [guest(), guest()]
  for (const [subject, isAdmitted] of [
    [amal, true],
    [sara, false],
  ] as const) {
    await hub.client.ask('lesson:lock', { isLocked: false })
    const visitor = await join(server, { role: 'visitor', lessonId, subject })
    await hub.client.ask('lesson:lock', { isLocked: true })
    await hub.client.ask('visitor:admit', { memberId: memberOf(visitor.welcome), isAdmitted })
    expect(await visitor.client.next('visitor:answered')).toEqual({ isAdmitted })
    visitor.client.close()
  }
  const admitted = await join(server, { role: 'participant', lessonId, subject: amal })
  expect(admitted.welcome.isEntered).toBe(true)
  expect(await refusalOf(sara)).toBe('lesson.locked')
  admitted.client.close()
})

test('a removed visitor stays out, even though admitted before', async () => {
  const amal = guest()
  const { client } = await join(server, { role: 'participant', lessonId, subject: amal })
  await hub.client.ask('member:remove', { memberId: memberIdOf(lessonId, amal) })
  expect(await client.next('lesson:closed')).toMatchObject({ reason: 'removed' })
  expect(await refusalOf(amal)).toBe('lesson.removed')
})

test('a substitute cannot remove the communicator from the lesson; the communicator can remove the substitute', async () => {
  const substitute = await join(server, { role: 'communicator', lessonId, subject: guest() })
  const ofHub = { memberId: memberOf(hub.welcome) }
  expect(await substitute.client.ask('member:remove', ofHub)).toMatchObject(REFUSED)
  expect(await hub.client.ask('member:remove', { memberId: memberOf(substitute.welcome) })).toMatchObject({ ok: true })
  expect(await substitute.client.next('lesson:closed')).toMatchObject({ reason: 'removed' })
})
