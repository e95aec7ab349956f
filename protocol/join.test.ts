import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { joinRequest } from './join'
import { ROUTER_RTP_CAPABILITIES } from './media-profile'
import { MEDIA_EVENTS_MAX, mediaEventsBatch, mediaEvent } from './media-events'
import { PROTOCOL_VERSION } from './version'

const join = {
  protocolVersion: PROTOCOL_VERSION,
  ticket: 'x'.repeat(400),
  rtpCapabilities: ROUTER_RTP_CAPABILITIES,
  enter: false,
  mode: 'small',
}

test.each<[string, Record<string, unknown>, boolean]>([
  ['a join without a fingerprint', {}, true],
  ['a join that comes back', { resume: { peerId: randomUUID(), resumeToken: 'x'.repeat(32) } }, true],
  ['another version', { protocolVersion: PROTOCOL_VERSION + 1 }, false],
  ['no ticket', { ticket: '' }, false],
  ['a ticket beyond all measure', { ticket: 'x'.repeat(4_001) }, false],
  ['a peer that is no id', { resume: { peerId: '../', resumeToken: 'x'.repeat(32) } }, false],
  ['a token beyond all measure', { resume: { peerId: randomUUID(), resumeToken: 'x'.repeat(101) } }, false],
  ['a self-assigned role', { role: 'communicator' }, false],
  ['neither in nor out', { enter: undefined }, false],
])('%s', (_, change, expected) => {
  expect(joinRequest.safeParse({ ...join, ...change }).success).toBe(expected)
})

const fact = {
  factId: randomUUID(),
  lessonId: randomUUID(),
  kind: 'seen',
  subject: { kind: 'person', id: randomUUID() },
  peerId: randomUUID(),
  at: '2026-11-21T08:30:00.000Z',
}
const repeated = (number: number) => Array.from({ length: number }, () => fact)

test.each<[string, unknown, boolean]>([
  ['a batch of one', { nodeId: 'node', facts: [fact] }, true],
  ['the largest batch', { nodeId: 'node', facts: repeated(MEDIA_EVENTS_MAX) }, true],
  ['one fact too many', { nodeId: 'node', facts: repeated(MEDIA_EVENTS_MAX + 1) }, false],
  ['an empty batch', { nodeId: 'node', facts: [] }, false],
  ['no node', { nodeId: '', facts: [fact] }, false],
  ['a fact that nobody knows', { nodeId: 'node', facts: [{ ...fact, kind: 'slept' }] }, false],
  ['a time without milliseconds', { nodeId: 'node', facts: [{ ...fact, at: '2026-11-21T08:30:00Z' }] }, false],
  ['a local time', { nodeId: 'node', facts: [{ ...fact, at: '2026-11-21T08:30:00.000+01:00' }] }, false],
  ['a name beside the subject', { nodeId: 'node', facts: [{ ...fact, displayName: 'Mona' }] }, false],
])('%s', (_, batch, expected) => {
  const parsed = mediaEventsBatch.safeParse(batch)
  const isTaken = parsed.success && parsed.data.facts.every((fact) => mediaEvent.safeParse(fact).success)
  expect(isTaken).toBe(expected)
})
