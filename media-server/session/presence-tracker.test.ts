import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { presenceFact, type PresenceFact } from '@/protocol/media-events'

import { takeTimeAnew } from '../clock'
import { PresenceTracker, type TrackedPeer } from './presence-tracker'

const EVERY_MS = 60_000

let facts: PresenceFact[]
let tracker: PresenceTracker
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T08:00:00.000Z') })
  takeTimeAnew()
  facts = []
  tracker = new PresenceTracker((fact) => facts.push(fact), EVERY_MS)
})
afterEach(() => {
  tracker.close()
  vi.useRealTimers()
})

const kinds = () => facts.map((fact) => fact.kind)

function makePeer(): TrackedPeer {
  return { peerId: randomUUID(), lessonId: randomUUID(), subject: { kind: 'person', id: randomUUID() } }
}

test('joined comes before media-up, media-down before left', () => {
  const peer = makePeer()
  tracker.entered(peer, true)
  tracker.left(peer.peerId)
  expect(kinds()).toEqual(['joined', 'media-up', 'media-down', 'left'])
})

test('joined and media-up are two facts: media may come up later', () => {
  const peer = makePeer()
  tracker.entered(peer, false)
  vi.advanceTimersByTime(1_500)
  tracker.mediaChanged(peer.peerId, true)
  expect(facts.map(({ kind, at }) => [kind, at])).toEqual([
    ['joined', '2026-11-21T08:00:00.000Z'],
    ['media-up', '2026-11-21T08:00:01.500Z'],
  ])
})

test('entering twice is entering once', () => {
  const peer = makePeer()
  tracker.entered(peer, true)
  tracker.entered(peer, true)
  expect(kinds()).toEqual(['joined', 'media-up'])
})

test('media changes before entering are not recorded', () => {
  tracker.mediaChanged(randomUUID(), true)
  tracker.left(randomUUID())
  expect(facts).toEqual([])
})

test('the same media state twice is recorded once', () => {
  const peer = makePeer()
  tracker.entered(peer, true)
  tracker.mediaChanged(peer.peerId, true)
  tracker.mediaChanged(peer.peerId, false)
  tracker.mediaChanged(peer.peerId, false)
  expect(kinds()).toEqual(['joined', 'media-up', 'media-down'])
})

test('leaving without media records no media-down, and leaving twice is leaving once', () => {
  const peer = makePeer()
  tracker.entered(peer, false)
  tracker.left(peer.peerId)
  tracker.left(peer.peerId)
  expect(kinds()).toEqual(['joined', 'left'])
})

test('peers whose media is up are seen each minute, the others are not', () => {
  const here = makePeer()
  tracker.entered(here, true)
  tracker.entered(makePeer(), false)
  facts.length = 0
  vi.advanceTimersByTime(3 * EVERY_MS)
  expect(facts.map((fact) => [fact.kind, fact.peerId])).toEqual([
    ['seen', here.peerId],
    ['seen', here.peerId],
    ['seen', here.peerId],
  ])
})

test('a peer that left is not seen any more', () => {
  const peer = makePeer()
  tracker.entered(peer, true)
  tracker.left(peer.peerId)
  facts.length = 0
  vi.advanceTimersByTime(2 * EVERY_MS)
  expect(facts).toEqual([])
})

test('a clean shutdown records that everybody left, and nothing after it', () => {
  tracker.entered(makePeer(), true)
  tracker.entered(makePeer(), false)
  facts.length = 0
  tracker.close()
  expect(kinds()).toEqual(['media-down', 'left', 'left'])
  vi.advanceTimersByTime(2 * EVERY_MS)
  tracker.close()
  expect(facts).toHaveLength(3)
})

test('a fact about the lesson has no subject, and every fact matches the contract and has its own id', () => {
  const peer = makePeer()
  tracker.entered(peer, true)
  tracker.lessonChanged(peer.lessonId, 'lesson-live')
  tracker.lessonChanged(peer.lessonId, 'lesson-ended')
  expect(facts.at(-1)).toMatchObject({ kind: 'lesson-ended', subject: null, peerId: null })
  for (const fact of facts) expect(presenceFact.parse(fact)).toEqual(fact)
  expect(new Set(facts.map((fact) => fact.factId)).size).toBe(facts.length)
})
