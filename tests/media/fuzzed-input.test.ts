import { randomUUID } from 'node:crypto'

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { CLIENT_MESSAGES } from '@/protocol/client-messages'
import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import { PROTOCOL_VERSION } from '@/protocol/version'
import {
  anyFingerprint,
  join,
  makeTicket,
  startMediaServer,
  TestClient,
  type TestServer,
  voiceParameters,
} from '@/tests/support/media-server'

const RUNS = 150

let server: TestServer
beforeAll(async () => {
  server = await startMediaServer()
})
afterAll(() => server.close())

/** Anything that a socket can carry. */
const anything = fc.jsonValue({ maxDepth: 4 })

/** A well-formed value with some leaves replaced by random ones. */
function bent(value: unknown, keep = 20): fc.Arbitrary<unknown> {
  if (Array.isArray(value))
    return fc.oneof(
      { weight: keep, arbitrary: fc.tuple(...value.map((one: unknown) => bent(one, keep))) },
      { weight: 1, arbitrary: fc.constant([]) },
    )
  if (value !== null && typeof value === 'object') {
    const shape = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bent(inner, keep)]))
    return fc.oneof(
      { weight: keep, arbitrary: fc.record(shape) },
      { weight: 1, arbitrary: fc.record(shape, { requiredKeys: [] }) },
    )
  }
  const near = typeof value === 'number' ? fc.integer({ min: -1, max: 4_294_967_296 }) : fc.string({ maxLength: 20 })
  return fc.oneof(
    { weight: keep, arbitrary: fc.constant(value) },
    { weight: 1, arbitrary: near },
    { weight: 1, arbitrary: anything },
  )
}

test('everything a socket sends is answered, and neither the worker nor another peer is affected', async () => {
  const lessonId = randomUUID()
  const neighbour = await join(server, { role: 'participant', lessonId })
  const pids = server.server.workerPids()
  const names = fc.constantFrom(...Object.keys(CLIENT_MESSAGES), 'hasOwnProperty', '__proto__', '')
  const answers = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(names, anything, bent(voiceParameters()), async (name, payload, rtpParameters) => {
      const { client } = await join(server, { role: 'communicator', lessonId: randomUUID() })
      for (const message of [payload, { source: 'microphone', rtpParameters }]) {
        const reply = await client.ask(message === payload ? name : 'producer:create', message)
        const code = reply.ok ? 'ok' : reply.error.code
        answers.set(code, (answers.get(code) ?? 0) + 1)
        expect(code).not.toBe('internal')
      }
      client.close()
    }),
    { numRuns: RUNS },
  )
  console.log([...answers].map(([code, times]) => `${code} ${times}`).join(', '))
  expect(server.server.workerPids()).toEqual(pids)
  expect(await neighbour.client.ask('hand:set', { raised: true })).toMatchObject({ ok: true })
  neighbour.client.close()
})

test('a browser with any parameters is admitted or refused, and the worker survives', async () => {
  const pids = server.server.workerPids()
  const device = { rtpCapabilities: bent(ROUTER_RTP_CAPABILITIES, 500), dtlsParameters: bent(anyFingerprint(), 60) }
  const outcomes = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.record(device), async (said) => {
      const lessonId = randomUUID()
      const teacher = await join(server, { role: 'communicator', lessonId })
      await teacher.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
      const ticket = await makeTicket(server, { role: 'participant', lessonId })
      const client = new TestClient(server.url, { protocolVersion: PROTOCOL_VERSION, ticket, enter: true, ...said })
      const outcome = await Promise.any([
        client.next('lesson:welcome').then(() => 'welcome'),
        client.next('lesson:closed').then((closed) => closed.code ?? closed.reason),
      ])
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      expect(outcome).not.toBe('internal')
      client.close()
      teacher.client.close()
    }),
    { numRuns: RUNS },
  )
  console.log([...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', '))
  expect(server.server.workerPids()).toEqual(pids)
})
