import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { EndedAccess } from '@/protocol/media-node'
import {
  join,
  makeTicket,
  memberOf,
  startMediaServer,
  TestClient,
  type TestServer,
  voiceParameters,
} from '@/tests/support/media-server'
import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import { PROTOCOL_VERSION } from '@/protocol/version'

let server: TestServer
beforeEach(async () => {
  server = await startMediaServer()
})
afterEach(() => server.close())

const end = (...ended: EndedAccess[]) => Object.assign(server.assignments, { ended, asOf: new Date().toISOString() })
const gone = (client: TestClient) => new Promise((resolve) => client.socket.once('disconnect', resolve))

test.each([
  ['participant', 'person'],
  ['classroom', 'endpoint'],
  ['host', 'staff'],
  ['communicator', 'staff'],
  ['guest', 'guest'],
  ['interpreter', 'guest'],
  ['visitor', 'guest'],
] as const)(
  'a %s whose access is revoked is removed immediately, and the old ticket is refused',
  async (role, kind) => {
    const lessonId = randomUUID()
    const subject = { kind, id: randomUUID() }
    const teacher = await join(server, { role: 'communicator', lessonId })
    const peer = await join(server, { role, lessonId, subject, accessGeneration: 2 })
    const old = await makeTicket(server, { role, lessonId, subject, accessGeneration: 2 })
    const left = gone(peer.client)
    end({ subject, generation: 3 })
    await left
    const request = { protocolVersion: PROTOCOL_VERSION, rtpCapabilities: ROUTER_RTP_CAPABILITIES, enter: true }
    const late = new TestClient(server.url, { ...request, ticket: old, mode: 'small' })
    expect(await late.next('lesson:closed')).toEqual({ reason: 'refused', code: 'lesson.ticket-expired' })
    const back = await join(server, { role, lessonId, subject, accessGeneration: 3 })
    expect(memberOf(back.welcome)).toBe(memberOf(peer.welcome))
    expect(back.client.socket.connected).toBe(true)
    expect(teacher.client.socket.connected).toBe(true)
    for (const { client } of [teacher, back]) client.close()
  },
)

test('a repeated revocation is applied once', async () => {
  const lessonId = randomUUID()
  const subject = { kind: 'person' as const, id: randomUUID() }
  end({ subject, generation: 1 })
  const told = server.reports.length + 2
  await vi.waitFor(() => expect(server.reports.length).toBeGreaterThan(told), { timeout: 5_000 })
  const mona = await join(server, { role: 'participant', lessonId, subject, accessGeneration: 1, displayName: 'Mona' })
  const toldAgain = server.reports.length + 1
  await vi.waitFor(() => expect(server.reports.length).toBeGreaterThan(toldAgain), { timeout: 5_000 })
  expect(mona.client.socket.connected).toBe(true)
  expect(server.reports.at(-1)?.heardAsOf).toBe(server.assignments.asOf)
  mona.client.close()
})

test('a name that must become unknown is removed from hands, chat, answers and groups', async () => {
  const lessonId = randomUUID()
  const subject = { kind: 'person' as const, id: randomUUID() }
  const siteId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const other = await join(server, { role: 'participant', lessonId })
  const mona = await join(server, { role: 'participant', lessonId, subject, displayName: 'Mona Förut' })
  await join(server, { role: 'classroom', lessonId, siteId, displayName: 'Vännäs', town: 'Vännäs' })
  const host = await join(server, { role: 'host', lessonId, siteId, town: 'Vännäs' })
  const questionId = randomUUID()
  const choices = [
    { text: 'Ja', picture: 'yes' },
    { text: 'Nej', picture: 'no' },
  ]
  const question = { questionId, text: 'Ja?', kind: 'single', isAnonymous: false, choices, correct: [] }
  await teacher.client.ask('lesson:start', {})
  await teacher.client.ask('chat:set-mode', { mode: 'open' })
  await teacher.client.ask('groups:open', {
    groups: [[memberOf(mona.welcome), memberOf(other.welcome)]],
    minutes: null,
  })
  await mona.client.ask('hand:set', { raised: true })
  await host.client.ask('hand:set', { raised: true, forName: 'Mona Förut' })
  await mona.client.ask('chat:write', { messageId: randomUUID(), text: 'Hej' })
  await teacher.client.ask('question:open', { question })
  await mona.client.ask('question:answer', { questionId, choices: [0] })
  const left = gone(mona.client)
  end({ subject, generation: 1 })
  await left
  const late = await join(server, { role: 'communicator', lessonId })
  expect(JSON.stringify(late.welcome)).not.toContain('Förut')
  expect(late.welcome.live.question).toMatchObject({ answered: 1, totals: [1, 0] })
  expect(late.welcome.live.chat.messages).toHaveLength(1)
  // Back under the present name, everything of this member carries it.
  await join(server, { role: 'participant', lessonId, subject, displayName: 'Vinter', accessGeneration: 1 })
  const now = await late.client.next(
    'live:changed',
    ({ changes }) => changes.chat?.messages[0]?.displayName === 'Vinter',
  )
  expect(now.changes.groups?.members).toContainEqual(expect.objectContaining({ displayName: 'Vinter' }))
  await teacher.client.ask('question:dismiss', {})
  await vi.waitFor(() => expect(server.records).toHaveLength(1))
  expect(server.records[0]).toMatchObject({ question: { named: [{ subject, choices: [0] }] } })
  expect(JSON.stringify(server.records)).not.toMatch(/Förut|Vinter/)
})

test('a host mutes their own classroom and ends its floor; nobody else turns its microphone on', async () => {
  const lessonId = randomUUID()
  const [north, south] = [randomUUID(), randomUUID()]
  const at = (siteId: string) => ({ lessonId, siteId, town: 'Vännäs', displayName: 'Vännäs' })
  const teacher = await join(server, { role: 'communicator', lessonId })
  const host = await join(server, { role: 'host', ...at(north) })
  expect(await host.client.ask('classroom:mute', { isMuted: true })).toMatchObject({
    error: { code: 'lesson.peer-unknown' },
  })
  const screen = await join(server, { role: 'classroom', ...at(north) })
  const other = await join(server, { role: 'classroom', ...at(south) })
  const classroom = memberOf(screen.welcome)
  await host.client.next('live:changed', ({ changes }) => changes.classroom === classroom)
  await screen.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
  const { consumerId } = await teacher.client.next('consumer:added')
  await teacher.client.ask('consumer:resume', { consumerId })
  const paused = (isPaused: boolean) =>
    teacher.client.next('consumer:paused', (told) => told.consumerId === consumerId && told.isPaused === isPaused)
  await host.client.ask('classroom:mute', { isMuted: true })
  await paused(true)
  await teacher.client.ask('floor:set', { memberId: classroom, given: true })
  await teacher.client.ask('member:mute', { memberId: classroom, isMuted: false })
  await host.client.ask('floor:set', { memberId: classroom, given: false })
  await teacher.client.next('live:changed', ({ changes }) => changes.floor?.length === 0)
  expect(teacher.client.all('consumer:paused').at(-1)).toMatchObject({ isPaused: true })
  await host.client.ask('classroom:mute', { isMuted: false })
  await paused(false)
  const refused = { error: { code: 'lesson.not-allowed' } }
  await teacher.client.ask('floor:set', { memberId: memberOf(other.welcome), given: true })
  expect(await host.client.ask('floor:set', { memberId: memberOf(other.welcome), given: false })).toMatchObject(refused)
  expect(await host.client.ask('floor:set', { memberId: classroom, given: true })).toMatchObject(refused)
  expect(await teacher.client.ask('classroom:mute', { isMuted: true })).toMatchObject(refused)
  for (const one of [teacher, host, screen, other]) one.client.close()
})

test('a host sees only the hands of their own classroom, and a waiting visitor no pointer', async () => {
  const lessonId = randomUUID()
  const [north, south] = [randomUUID(), randomUUID()]
  const teacher = await join(server, { role: 'communicator', lessonId })
  const at = (siteId: string, town: string) => ({ lessonId, siteId, town, displayName: town })
  await join(server, { role: 'classroom', ...at(north, 'Vännäs') })
  await join(server, { role: 'classroom', ...at(south, 'Vännäs') })
  const host = await join(server, { role: 'host', ...at(north, 'Vännäs') })
  const neighbour = await join(server, { role: 'host', ...at(south, 'Vännäs') })
  const home = await join(server, { role: 'participant', lessonId, displayName: 'Alias Hemma' })
  const visitor = await join(server, { role: 'visitor', lessonId })
  await home.client.ask('hand:set', { raised: true })
  await neighbour.client.ask('hand:set', { raised: true, forName: 'Alias Söder' })
  await host.client.ask('hand:set', { raised: true, forName: 'Alias Norr' })
  const own = await host.client.next('live:changed', ({ changes }) => (changes.hands?.length ?? 0) > 0)
  expect(own.changes.hands).toMatchObject([{ displayName: 'Alias Norr' }])
  const hands = host.client.all('live:changed').map(({ changes }) => changes.hands)
  expect(JSON.stringify(hands)).not.toMatch(/Hemma|Söder/)
  await teacher.client.ask('pointer:move', { pointer: { x: 1, y: 2 } })
  await home.client.next('pointer:moved')
  expect(visitor.client.all('pointer:moved')).toEqual([])
})
