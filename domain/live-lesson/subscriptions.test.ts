import { describe, expect, test } from 'vitest'
import { LESSON_ROLES, type LessonRole, PERMISSIONS_BY_ROLE } from './roles'
import { type LiveState, NEW_LIVE_STATE } from './state'
import { canKnowOf, canReceive, firstLayer, layerCap, type Seen } from './subscriptions'
import { MEDIA_SOURCES, type MediaSource, type ViewMode } from './vocabulary'

type Where = 'pre-join' | 'in' | 'floor'

/** Member ids here are names: the rules only compare them. */
function peer(role: LessonRole, memberId: string, change: Partial<Seen> = {}): Seen {
  const permissions = PERMISSIONS_BY_ROLE[role]
  const base = { peerId: memberId, memberId, role, permissions, isEntered: true, mode: 'everything' as const }
  return { ...base, language: null, channelLanguage: null, ...change }
}

const floorOf = (...floor: string[]): LiveState => ({ ...NEW_LIVE_STATE, floor })

describe('who hears and sees whom', () => {
  const CASES: [LessonRole, LessonRole, Where, boolean][] = [
    ['participant', 'communicator', 'in', true],
    ['classroom', 'communicator', 'in', true],
    ['communicator', 'communicator', 'in', true],
    ['interpreter', 'communicator', 'in', true],
    ['participant', 'guest', 'in', true],
    ['communicator', 'participant', 'in', false],
    ['communicator', 'participant', 'floor', true],
    ['participant', 'participant', 'in', false],
    ['participant', 'participant', 'floor', true],
    ['classroom', 'participant', 'in', false],
    ['classroom', 'participant', 'floor', true],
    ['interpreter', 'classroom', 'floor', true],
    ['communicator', 'classroom', 'in', true],
    ['communicator', 'classroom', 'floor', true],
    ['participant', 'classroom', 'in', false],
    ['participant', 'classroom', 'floor', true],
    ['classroom', 'classroom', 'in', false],
    ['classroom', 'classroom', 'floor', true],
    ['guest', 'classroom', 'in', false],
    ['host', 'communicator', 'in', false],
    ['visitor', 'communicator', 'in', false],
    ['visitor', 'classroom', 'floor', false],
  ]
  test.each(CASES)('a %s and a %s who is there as "%s": %s', (viewer, sender, where, expected) => {
    const state = where === 'floor' ? floorOf('sender') : NEW_LIVE_STATE
    const sent = { sender: peer(sender, 'sender', { isEntered: where !== 'pre-join' }), source: 'camera' as const }
    expect(canReceive(peer(viewer, 'viewer'), sent, state)).toBe(expected)
  })

  test.each(LESSON_ROLES.filter((role) => role !== 'check'))('a %s never receives their own media', (role) => {
    const self = peer(role, 'self')
    expect(canReceive(self, { sender: self, source: 'camera' }, floorOf('self'))).toBe(false)
  })

  test('a device in a check receives itself and nobody else', () => {
    const self = peer('check', 'self')
    expect(canReceive(self, { sender: self, source: 'microphone' }, NEW_LIVE_STATE)).toBe(true)
    expect(canReceive(self, { sender: peer('check', 'other'), source: 'microphone' }, NEW_LIVE_STATE)).toBe(false)
  })
})

describe('how much a mode receives', () => {
  const CASES: [ViewMode, LessonRole, MediaSource, boolean][] = [
    ['audio', 'communicator', 'microphone', true],
    ['audio', 'communicator', 'camera', false],
    ['audio', 'communicator', 'screen-share', false],
    ['audio', 'communicator', 'screen-share-sound', true],
    ['small', 'communicator', 'camera', true],
    ['small', 'communicator', 'screen-share', true],
    ['small', 'guest', 'camera', true],
    ['small', 'classroom', 'camera', false],
    ['small', 'classroom', 'microphone', true],
    ['everything', 'classroom', 'camera', true],
  ]
  test.each(CASES)('"%s" of a %s with the floor, %s: %s', (mode, role, source, expected) => {
    const viewer = peer('participant', 'viewer', { mode })
    expect(canReceive(viewer, { sender: peer(role, 'sender'), source }, floorOf('sender'))).toBe(expected)
  })
})

describe('channels', () => {
  const interpreter = peer('interpreter', 'first', { channelLanguage: 'ps', language: 'ps' })
  const second = peer('interpreter', 'second', { channelLanguage: 'ps', language: 'ps' })
  const channels = { ...NEW_LIVE_STATE.channels, interpreters: { ps: ['first', 'second'] } }
  const state: LiveState = { ...NEW_LIVE_STATE, channels }
  const hears = (viewer: Seen, sender: Seen, of: LiveState = state) =>
    canReceive(viewer, { sender, source: 'channel' }, of)

  test("the member's language selects it, and others pay nothing for it", () => {
    expect(hears(peer('participant', 'a', { language: 'ps' }), interpreter)).toBe(true)
    expect(hears(peer('participant', 'b', { language: 'ti' }), interpreter)).toBe(false)
    expect(hears(peer('classroom', 'c'), interpreter)).toBe(false)
  })

  test('only the interpreter whose turn it is speaks in it', () => {
    expect(hears(peer('participant', 'a', { language: 'ps' }), second)).toBe(false)
  })

  test('the interpreter who waits hears the one who speaks, and nobody hears the one who waits', () => {
    expect(hears(second, interpreter)).toBe(true)
    expect(hears(interpreter, second)).toBe(false)
    const other = peer('interpreter', 'other', { channelLanguage: 'so', language: 'so' })
    expect(hears(other, interpreter)).toBe(false)
  })

  test('an explicit choice takes precedence over the language', () => {
    const chosen: LiveState = { ...state, channels: { ...channels, chosen: { a: null, c: 'ps' } } }
    expect(hears(peer('participant', 'a', { language: 'ps' }), interpreter, chosen)).toBe(false)
    expect(hears(peer('classroom', 'c'), interpreter, chosen)).toBe(true)
  })

  test('with one loudspeaker for all, everybody hears the interpreter', () => {
    const consecutive: LiveState = { ...state, channels: { ...channels, mode: 'consecutive' } }
    expect(hears(peer('participant', 'b', { language: 'ti' }), interpreter, consecutive)).toBe(true)
    expect(hears(peer('communicator', 'd'), interpreter, consecutive)).toBe(true)
  })

  test('only interpreters are heard in a channel', () => {
    expect(hears(peer('participant', 'a', { language: 'ps' }), peer('participant', 'first'))).toBe(false)
  })
})

describe('small groups', () => {
  const groups: LiveState['groups'] = {
    count: 2,
    endsAtMs: null,
    members: {
      a: { displayName: 'A', group: 0 },
      b: { displayName: 'B', group: 0 },
      c: { displayName: 'C', group: 1 },
    },
    visiting: {},
    helpFrom: [],
  }
  const state: LiveState = { ...NEW_LIVE_STATE, groups }
  const visited: LiveState = { ...state, groups: { ...groups, visiting: { hub: 1 } } }
  const hears = (viewer: string, sender: string, of: LiveState = state, source: MediaSource = 'microphone') =>
    canReceive(memberOf(viewer), { sender: memberOf(sender), source }, of)
  const memberOf = (name: string) =>
    peer(name === 'hub' ? 'communicator' : name === 'c' ? 'classroom' : 'participant', name)

  test.each<[string, string, LiveState, boolean]>([
    ['a', 'b', state, true],
    ['a', 'c', state, false],
    ['a', 'hub', state, false],
    ['hub', 'a', state, false],
    ['c', 'hub', visited, true],
    ['hub', 'c', visited, true],
    ['a', 'hub', visited, false],
    ['late', 'hub', state, true],
    ['late', 'hub', visited, false],
    ['late', 'a', state, false],
  ])('%s hears %s', (viewer, sender, of, expected) => {
    expect(hears(viewer, sender, of)).toBe(expected)
  })

  test('the communicator sees the classrooms without hearing them', () => {
    expect(hears('hub', 'c', state, 'camera')).toBe(true)
    expect(hears('hub', 'c', state, 'microphone')).toBe(false)
  })

  test('members of a group know of each other, and of nobody else', () => {
    expect(canKnowOf(memberOf('a'), memberOf('b'), state)).toBe(true)
    expect(canKnowOf(memberOf('a'), memberOf('c'), state)).toBe(false)
  })
})

describe('who knows of whom', () => {
  const CASES: [LessonRole, LessonRole, Where, boolean][] = [
    ['communicator', 'participant', 'in', true],
    ['communicator', 'classroom', 'in', true],
    ['communicator', 'participant', 'pre-join', false],
    ['communicator', 'visitor', 'pre-join', false],
    ['participant', 'communicator', 'in', true],
    ['participant', 'communicator', 'pre-join', false],
    ['participant', 'participant', 'in', false],
    ['participant', 'participant', 'floor', true],
    ['participant', 'classroom', 'in', false],
    ['participant', 'classroom', 'floor', true],
    ['participant', 'host', 'in', false],
    ['participant', 'interpreter', 'in', false],
    ['classroom', 'participant', 'in', false],
    ['classroom', 'participant', 'floor', true],
    ['classroom', 'classroom', 'in', false],
    ['host', 'participant', 'in', false],
    ['visitor', 'communicator', 'in', false],
    ['visitor', 'participant', 'floor', false],
  ]
  test.each(CASES)('a %s of a %s who is there as "%s": %s', (viewer, other, where, expected) => {
    const state = where === 'floor' ? floorOf('other') : NEW_LIVE_STATE
    expect(canKnowOf(peer(viewer, 'viewer'), peer(other, 'other', { isEntered: where !== 'pre-join' }), state)).toBe(
      expected,
    )
  })

  test('members know of themselves, also before they have entered', () => {
    const self = peer('participant', 'self', { isEntered: false })
    expect(canKnowOf(self, self, NEW_LIVE_STATE)).toBe(true)
  })
})

describe('nobody receives somebody they may not know of', () => {
  const states = [
    NEW_LIVE_STATE,
    floorOf('sender'),
    { ...NEW_LIVE_STATE, channels: { ...NEW_LIVE_STATE.channels, interpreters: { ps: ['sender'] } } },
  ]
  test.each(LESSON_ROLES.flatMap((viewer) => LESSON_ROLES.map((sender) => [viewer, sender] as const)))(
    '%s and %s',
    (viewerRole, senderRole) => {
      const viewer = peer(viewerRole, 'viewer', { language: 'ps' })
      const sender = peer(senderRole, 'sender', { channelLanguage: senderRole === 'interpreter' ? 'ps' : null })
      for (const state of states) {
        for (const source of MEDIA_SOURCES) {
          const hears = canReceive(viewer, { sender, source }, state)
          expect(!hears || canKnowOf(viewer, sender, state)).toBe(true)
        }
      }
    },
  )
})

test('a screen starts with the full picture, a phone with half of it, a poor network with the smallest', () => {
  expect(firstLayer(peer('classroom', 'in'), 'camera')).toBe(2)
  expect(firstLayer(peer('participant', 'in'), 'camera')).toBe(1)
  expect([layerCap('small'), layerCap('everything')]).toEqual([0, 2])
  expect(firstLayer(peer('classroom', 'in'), 'screen-share')).toBe(0)
})
