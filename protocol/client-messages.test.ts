import { randomUUID } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { CLIENT_MESSAGES, type ClientMessage, type ClientMessageName } from './client-messages'
import { parseReply } from './replies'

const fingerprints = [{ algorithm: 'sha-256' as const, value: Array.from({ length: 32 }, () => 'AB').join(':') }]
const codec = { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }

const question = {
  questionId: randomUUID(),
  text: 'Vad gör du?',
  kind: 'single' as const,
  isAnonymous: true,
  choices: [
    { text: 'Ringer', picture: 'circle' as const },
    { text: '', picture: 'square' as const },
  ],
  correct: [0],
}
const memberId = 'A'.repeat(16)

/** One message of each name as a browser would send it. */
const SENT: { [Name in ClientMessageName]: ClientMessage<Name> } = {
  'lesson:enter': {},
  'transport:connect': { direction: 'send', dtlsParameters: { role: 'client', fingerprints } },
  'transport:restart-ice': { direction: 'receive' },
  'producer:create': { source: 'microphone', rtpParameters: { codecs: [codec], encodings: [{ ssrc: 1 }] } },
  'producer:pause': { source: 'camera', paused: true },
  'producer:close': { source: 'camera' },
  'consumer:resume': { consumerId: randomUUID() },
  'consumer:prefer-layer': { consumerId: randomUUID(), spatialLayer: 2 },
  'view:set': { mode: 'small', isHidden: false },
  'lesson:start': {},
  'lesson:end': {},
  'lesson:continue': {},
  'break:start': { minutes: 15 },
  'break:prolong': { minutes: 5, fromMs: null },
  'break:end': {},
  'hand:set': { raised: true },
  'floor:set': { memberId, given: true },
  'reaction:send': { reaction: 'slower' },
  'slide:show': { slide: { materialId: randomUUID(), slideCount: 40, slideNumber: 3, isBlack: false } },
  'pointer:move': { pointer: { x: 5_000, y: 10_000 } },
  'stroke:add': {
    slide: { materialId: randomUUID(), slideNumber: 1 },
    stroke: { strokeId: randomUUID(), colour: 'sun', points: [0, 0, 10_000, 10_000] },
  },
  'stroke:clear': { slide: { materialId: randomUUID(), slideNumber: 1 } },
  'question:open': { question },
  'question:answer': { questionId: question.questionId, choices: [1] },
  'question:count': { questionId: question.questionId, counts: [5, 3] },
  'question:close': {},
  'question:show': { isShown: true },
  'question:dismiss': {},
  'chat:set-mode': { mode: 'communicator' },
  'chat:write': { messageId: randomUUID(), text: 'Hej' },
  'groups:open': { groups: [[memberId]], minutes: 10 },
  'groups:place': { memberId, group: 0 },
  'groups:visit': { group: 0 },
  'groups:call': {},
  'groups:close': {},
  'channel:listen': { language: 'ps' },
  'channel:take': {},
  'channel:offer': { isOffered: true },
  'channel:set-mode': { mode: 'consecutive' },
  'recording:start': {},
  'recording:stop': {},
  'member:mute': { memberId, isMuted: true },
  'member:stop-camera': { memberId, isStopped: true },
  'member:remove': { memberId },
  'member:mute-all': {},
  'classroom:mute': { isMuted: true },
  'lesson:lock': { isLocked: true },
  'visitor:admit': { memberId, isAdmitted: true },
}
const NAMES = Object.keys(SENT) as ClientMessageName[]

describe.each(NAMES)('%s', (name) => {
  const schema = CLIENT_MESSAGES[name]
  const sent: Record<string, unknown> = SENT[name]

  test('is accepted as it is', () => {
    expect(schema.parse(sent)).toEqual(sent)
  })

  test('is refused with an unknown field', () => {
    expect(schema.safeParse({ ...sent, role: 'communicator' }).success).toBe(false)
  })

  test.each(Object.keys(sent).map((field) => [field]))('is refused without %s', (field) => {
    const { [field]: _, ...rest } = sent
    expect(schema.safeParse(rest).success).toBe(false)
  })

  test.each([[null], [undefined], ['text'], [7], [[]]])('is refused when it is %s', (value) => {
    expect(schema.safeParse(value).success).toBe(false)
  })

  test('cannot be fooled by a prototype', () => {
    expect(
      schema.safeParse(JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(sent).slice(1)}`.replace(',}', '}'))).success,
    ).toBe(false)
  })
})

test('layers are 0, 1 and 2', () => {
  const schema = CLIENT_MESSAGES['consumer:prefer-layer']
  const taken = [-1, 0, 1, 2, 3, 0.5].filter(
    (spatialLayer) => schema.safeParse({ consumerId: randomUUID(), spatialLayer }).success,
  )
  expect(taken).toEqual([0, 1, 2])
})

test('a question that is asked aloud has no text', () => {
  const aloud = { question: { ...question, text: '' } }
  expect(CLIENT_MESSAGES['question:open'].safeParse(aloud).success).toBe(true)
})

describe('a reply', () => {
  test('that accepts carries its data', () => {
    const producerId = randomUUID()
    expect(parseReply('producer:create', { ok: true, data: { producerId } })).toEqual({
      ok: true,
      data: { producerId },
    })
  })

  test('that refuses carries its code', () => {
    const refusal = { ok: false, error: { code: 'lesson.not-allowed' } }
    expect(parseReply('producer:create', refusal)).toEqual(refusal)
  })

  test.each([
    ['data of another message', { ok: true, data: {} }],
    ['a code that nobody knows', { ok: false, error: { code: 'lesson.strange' } }],
    ['more than a code', { ok: false, error: { code: 'internal', message: 'at line 7' } }],
    ['nothing', undefined],
  ])('with %s is not a reply', (_, value) => {
    expect(() => parseReply('producer:create', value)).toThrow('')
  })
})
