import { createHmac, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import {
  MEDIA_EVENTS_MAX,
  MEDIA_EVENTS_PATH,
  MEDIA_SIGNATURE_HEADER,
  mediaEventsBatch,
  mediaEvent,
  type MediaEventsBatch,
  type PresenceFact,
} from '@/protocol/media-events'

import { Deliverer } from './delivery'
import { Outbox } from './outbox'

const SECRET = 'a secret of the test that is long enough'

let folder: string
let outbox: Outbox
let app: Server
let batches: MediaEventsBatch[]
let requests: { url: string | undefined; isSigned: boolean }[]
let answers: number[]
let deliverer: Deliverer

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samsal-deliver-'))
  outbox = await Outbox.open(folder)
  batches = []
  requests = []
  answers = []
  app = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const expected = createHmac('sha256', SECRET).update(body).digest('hex')
      requests.push({ url: request.url, isSigned: request.headers[MEDIA_SIGNATURE_HEADER] === expected })
      const status = answers.shift() ?? 200
      if (status === 200) batches.push(readBatch(body))
      response.writeHead(status).end('{}')
    })
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
  deliverer = new Deliverer({ outbox, appUrl, secret: SECRET, nodeId: 'node', logger: pino({ level: 'silent' }) })
})
afterEach(async () => {
  await deliverer.close()
  await outbox.close()
  await new Promise((resolve) => app.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

function makeFact(): PresenceFact {
  const at = '2026-11-21T08:30:00.000Z'
  return { factId: randomUUID(), lessonId: randomUUID(), kind: 'lesson-live', subject: null, peerId: null, at }
}

async function tell(number: number): Promise<string[]> {
  const facts = Array.from({ length: number }, makeFact)
  await Promise.all(facts.map((fact) => outbox.append(fact)))
  return facts.map((fact) => fact.factId)
}

const delivered = () => batches.flatMap((batch) => batch.facts.map((fact) => mediaEvent.parse(fact).factId))

test('facts arrive in order, in batches that fit, signed, at the path of the contract', async () => {
  const told = await tell(MEDIA_EVENTS_MAX + 3)
  deliverer.wake()
  await vi.waitFor(() => expect(delivered()).toEqual(told))
  expect(batches.map((batch) => batch.facts.length)).toEqual([MEDIA_EVENTS_MAX, 3])
  expect(batches[0]?.nodeId).toBe('node')
  expect(requests).toEqual([
    { url: MEDIA_EVENTS_PATH, isSigned: true },
    { url: MEDIA_EVENTS_PATH, isSigned: true },
  ])
})

test.each([401, 404, 500, 503])('a batch that is answered with %i is resent', async (status) => {
  answers = [status]
  const told = await tell(2)
  deliverer.wake()
  await vi.waitFor(() => expect(delivered()).toEqual(told), { timeout: 2_000 })
  expect(requests).toHaveLength(2)
})

test.each([400, 413])(
  'a batch that is answered with %i is split in halves, and the rest of it is kept separately',
  async (status) => {
    // The batch of four, its first half, and of that the first one: only this one is unreadable.
    answers = [status, status, status]
    const told = await tell(4)
    deliverer.wake()
    await vi.waitFor(() => expect(delivered()).toEqual(told.slice(1)))
    const kept = await readFile(path.join(folder, 'outbox.refused.jsonl'), 'utf8')
    expect(
      kept
        .trim()
        .split('\n')
        .map((line) => mediaEvent.parse(JSON.parse(line)).factId),
    ).toEqual(told.slice(0, 1))
    expect(outbox.depth).toBe(0)
  },
)

test('accepted facts are not resent', async () => {
  await tell(2)
  deliverer.wake()
  await vi.waitFor(() => expect(batches).toHaveLength(1))
  const [late] = await tell(1)
  deliverer.wake()
  await vi.waitFor(() => expect(delivered().at(-1)).toBe(late))
  expect(delivered()).toHaveLength(3)
})

test('requests to an app that is down back off, and flushing does not shorten the wait', async () => {
  answers = [503, 503]
  const told = await tell(1)
  for (let turn = 0; turn < 20; turn += 1) deliverer.wake()
  await vi.waitFor(() => expect(requests).toHaveLength(1))
  deliverer.wake()
  await vi.waitFor(() => expect(delivered()).toEqual(told), { timeout: 3_000 })
  expect(requests).toHaveLength(3)
})

test('after closing nothing is sent, and the rest stays in the outbox', async () => {
  answers = [503]
  const told = await tell(1)
  deliverer.wake()
  await vi.waitFor(() => expect(requests).toHaveLength(1))
  await deliverer.close()
  deliverer.wake()
  const { facts } = await outbox.next(10)
  expect(facts.map((fact) => mediaEvent.parse(fact).factId)).toEqual(told)
  expect(requests).toHaveLength(1)
})

function readBatch(body: string): MediaEventsBatch {
  const { nodeId, facts } = mediaEventsBatch.parse(JSON.parse(body))
  return { nodeId, facts: facts.map((fact) => mediaEvent.parse(fact)) }
}
