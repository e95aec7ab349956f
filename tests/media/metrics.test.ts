import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { sampleTraffic } from '@/media-server/metrics/workers'
import {
  join,
  makeTicket,
  startMediaServer,
  TestClient,
  voiceParameters,
  type TestServer,
} from '@/tests/support/media-server'
import { findFreePort } from '@/tests/support/ports'

const PATIENCE = { timeout: 20_000, interval: 100 }

let server: TestServer
let metricsUrl = ''

beforeAll(async () => {
  const METRICS_PORT = await findFreePort()
  metricsUrl = `http://127.0.0.1:${METRICS_PORT}/metrics`
  server = await startMediaServer({ METRICS_PORT })
})
afterAll(() => server.close())

test('a lesson appears in the metrics, and is gone from them afterwards', async () => {
  const before = await scrape()
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, { role: 'participant', lessonId }, { enter: false })
  await teacher.client.ask('lesson:start', {})
  await teacher.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
  await teacher.client.ask('no:such-message', {})
  // Consumers follow a producer automatically.
  await vi.waitFor(async () => {
    const during = await scrape()
    expect(during['samsal_media_joins_total{outcome="ok"}']).toBe(
      valueOf(before, 'samsal_media_joins_total{outcome="ok"}') + 2,
    )
    expect(during).toMatchObject({
      'samsal_media_lessons{phase="live"}': 1,
      'samsal_media_peers{role="communicator",place="lesson"}': 1,
      'samsal_media_peers{role="participant",place="pre-join"}': 1,
      'samsal_media_producers{worker="0",kind="audio"}': 1,
      'samsal_media_consumers{worker="0",kind="audio"}': 1,
      'samsal_media_messages_total{message="lesson:start",outcome="ok"}': 1,
      'samsal_media_messages_total{message="unknown",outcome="lesson.message-unknown"}': 1,
      'samsal_media_worker_deaths_total{worker="0"}': 0,
    })
  }, PATIENCE)
  for (const one of [teacher, mona]) one.client.close()
  await vi.waitFor(async () => {
    const after = await scrape()
    expect(after['samsal_media_peers{role="communicator",place="lesson"}']).toBe(0)
    expect(after['samsal_media_producers{worker="0",kind="audio"}']).toBe(0)
    expect(after['samsal_media_consumers{worker="0",kind="audio"}']).toBe(0)
    expect(after['samsal_media_event_deliveries_total{outcome="accepted"}']).toBeGreaterThan(0)
    expect(after['samsal_media_outbox_facts']).toBe(0)
  }, PATIENCE)
})

test('a refused join is counted by its code, and a reconnect by its kind', async () => {
  const refused = new TestClient(server.url, { protocolVersion: 0 })
  await refused.next('lesson:closed')
  const mona = {
    role: 'participant' as const,
    lessonId: randomUUID(),
    subject: { kind: 'person' as const, id: randomUUID() },
  }
  const first = await join(server, mona)
  first.client.socket.io.engine.close()
  const { peerId, resumeToken } = first.welcome
  const again = await join(server, mona, { resume: { peerId, resumeToken } })
  expect(await scrape()).toMatchObject({
    'samsal_media_joins_total{outcome="lesson.protocol-version"}': 1,
    'samsal_media_joins_total{outcome="resumed"}': 1,
    'samsal_media_reconnects_total{outcome="resumed"}': 1,
  })
  for (const one of [refused, again.client]) one.close()
})

test('the CPU time of a worker grows, and its memory and age are known', async () => {
  const cpu = async () => valueOf(await scrape(), 'samsal_media_worker_cpu_seconds_total{worker="0"}')
  const first = await cpu()
  await vi.waitFor(async () => {
    const { client } = await join(server, { role: 'communicator', lessonId: randomUUID() })
    client.close()
    expect(await cpu()).toBeGreaterThan(first)
  }, PATIENCE)
  const scraped = await scrape()
  expect(valueOf(scraped, 'samsal_media_worker_resident_memory_bytes{worker="0"}')).toBeGreaterThan(1_000_000)
  expect(valueOf(scraped, 'samsal_media_worker_age_seconds{worker="0"}')).toBeGreaterThan(0)
  expect(scraped).toMatchObject({
    'samsal_media_workers{state="serving"}': 1,
    'samsal_media_workers{state="draining"}': 0,
  })
})

test("senders' packets are sampled, and one that has just stopped is no error", async () => {
  const { client } = await join(server, { role: 'communicator', lessonId: randomUUID() })
  await client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
  const sampled = sampleTraffic()
  await client.ask('producer:close', { source: 'microphone' })
  await sampled
  expect(await scrape()).toHaveProperty(['samsal_media_rtp_received_packets_total{worker="0",kind="audio"}'], 0)
  client.close()
})

test('metrics are served only on their own port', async () => {
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404)
  expect((await fetch(metricsUrl)).status).toBe(200)
})

test('no label names a lesson, a peer or a person', async () => {
  const lessonId = randomUUID()
  const { client } = await join(server, { role: 'participant', lessonId, displayName: 'Mona' })
  const text = await (await fetch(metricsUrl)).text()
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|Mona/)
  client.close()
})

test('all log lines about a peer have the id of its ticket, and none a name or an id of the register', async () => {
  const subject = { kind: 'person' as const, id: randomUUID() }
  const mona = { role: 'participant' as const, lessonId: randomUUID(), displayName: 'Mona', subject }
  const ticket = await makeTicket(server, mona)
  const { jti } = JSON.parse(Buffer.from(String(ticket.split('.')[1]), 'base64url').toString()) as { jti: string }
  const { client, welcome } = await join(server, mona, { ticket })
  await client.ask('lesson:start', {})
  client.close()
  const theirs = () => server.logLines.map((line) => JSON.parse(line)).filter((line) => line.peerId === welcome.peerId)
  await vi.waitFor(
    () => expect(theirs().map((line) => line.event)).toEqual(['peer-admitted', 'message-refused', 'peer-removed']),
    PATIENCE,
  )
  expect(new Set(theirs().map((line) => line.ticketId))).toEqual(new Set([jti]))
  expect(server.logLines.join('')).not.toMatch(new RegExp(`Mona|${subject.id}`))
})

test('a join that is refused after its ticket was read has the id of that ticket', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  await teacher.client.ask('lesson:lock', { isLocked: true })
  const late = new TestClient(server.url, {
    ...teacher.client.socket.auth,
    ticket: await makeTicket(server, { role: 'participant', lessonId }),
  })
  await late.next('lesson:closed')
  const line = server.logLines.map((text) => JSON.parse(text)).find((one) => one.code === 'lesson.locked')
  expect(line).toMatchObject({ event: 'message-refused', message: 'join', lessonId })
  expect(line.ticketId).toMatch(/^[0-9a-f-]{36}$/)
  for (const one of [teacher.client, late]) one.close()
})

type Scraped = Record<string, number>

async function scrape(): Promise<Scraped> {
  const text = await (await fetch(metricsUrl)).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )
}

function valueOf(scraped: Scraped, series: string): number {
  return scraped[series] ?? 0
}
