import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { CLIENT_MESSAGES, type ClientMessageName } from '@/protocol/client-messages'
import { join, memberOf, startMediaServer, type TestServer, voiceParameters } from '@/tests/support/media-server'
import { MESSAGE_SAMPLES } from '@/tests/support/message-samples'

/* Each field of each message, with invalid values, against real workers; a lesson beside it continues. */

let server: TestServer
let pids: number[]
beforeAll(async () => {
  server = await startMediaServer()
  pids = server.server.workerPids()
})
afterAll(() => server.close())

const BAD_NUMBERS = [
  0.5,
  2.000_001,
  -1,
  -0.5,
  1e21,
  1e308,
  4_294_967_296,
  Number.MAX_SAFE_INTEGER,
  null,
  '5',
  'NaN',
  {},
  [],
]
const BAD_TEXTS = [
  ...['\0', 'a\0b', '\uD83D', '\uDE00', 'a\u202Eb', 'a\u2067b', 'a\u200Eb', 'a\uFFFF', 'a\uFDD0b', 'a\u{10FFFF}'],
  ...['a\u001Bb', 'x'.repeat(10_000), null, 5, {}, ['a']],
]
/** Numbers that may have a fraction, because we make no integers of them. */
const MEASURED = new Set(['maxFramerate', 'scaleResolutionDownBy'])

type Change = { path: string; value: unknown; payload: unknown }

/** The payload once for each of its fields and each bad value in it. */
function changesOf(payload: unknown, at: (value: unknown) => unknown = (value) => value, path = ''): Change[] {
  if (Array.isArray(payload)) {
    return payload.flatMap((one, index) =>
      changesOf(one, (value) => at(payload.with(index, value)), `${path}[${index}]`),
    )
  }
  if (payload !== null && typeof payload === 'object') {
    return Object.entries(payload).flatMap(([key, one]) =>
      changesOf(one, (value) => at({ ...payload, [key]: value }), `${path}.${key}`),
    )
  }
  const bad = typeof payload === 'number' ? BAD_NUMBERS : typeof payload === 'string' ? BAD_TEXTS : [0.5, 'ja', null]
  return bad.map((value) => ({ path, value, payload: at(value) }))
}

/** A socket accepts a burst of eighty messages. */
const AT_ONCE = 75

async function askAll(name: ClientMessageName, changes: Change[]) {
  const codes: { change: Change; code: string }[] = []
  for (let from = 0; from < changes.length; from += AT_ONCE) {
    const { client } = await join(server, {
      role: name === 'hand:set' || name === 'classroom:mute' ? 'host' : 'communicator',
      lessonId: randomUUID(),
    })
    const some = changes.slice(from, from + AT_ONCE)
    const replies = await Promise.all(some.map(({ payload }) => client.ask(name, payload)))
    replies.forEach((reply, index) => {
      const change = some[index]
      if (change) codes.push({ change, code: reply.ok ? 'ok' : reply.error.code })
    })
    client.close()
  }
  return codes
}

describe('each field of each message', () => {
  test.each(Object.keys(CLIENT_MESSAGES) as ClientMessageName[])('%s accepts nothing invalid', async (name) => {
    const changes = changesOf(MESSAGE_SAMPLES[name])
    const wrong: string[] = []
    for (const { change, code } of await askAll(name, changes)) {
      const mayPass = typeof change.value === 'number' && MEASURED.has(change.path.split('.').at(-1) ?? '')
      // Null, large numbers for a time, and numbers where a codec's parameter may be either, are valid in some fields.
      const isSound = isHarmless(change.value) || (change.path.endsWith('Ms') && Number.isInteger(change.value))
      const isValue = CLIENT_MESSAGES[name].safeParse(change.payload).success && isSound
      const expected = mayPass || isValue ? /^(?!internal)/ : /^lesson\.message-malformed$/
      if (!expected.test(code)) wrong.push(`${change.path} = ${JSON.stringify(change.value).slice(0, 60)}: ${code}`)
    }
    expect(wrong).toEqual([])
  })

  test('and the workers are the same as before, and serve', async () => {
    expect(server.server.workerPids()).toEqual(pids)
    const teacher = await join(server, { role: 'communicator', lessonId: randomUUID() })
    const made = await teacher.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
    expect(made).toMatchObject({ ok: true })
    expect(memberOf(teacher.welcome)).toMatch(/^[\w-]{16}$/)
    teacher.client.close()
  })
})

function isHarmless(value: unknown): boolean {
  return (
    value === null ||
    (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31) ||
    (typeof value === 'string' && /^[\x20-\x7E]{0,20}$/.test(value))
  )
}
