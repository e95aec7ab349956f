import { randomUUID } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { LessonRole } from '@/domain/courses/lesson-permissions'
import { liveView, type LiveView, type QuestionAsked } from '@/protocol/live-view'

import type { Subject } from '@/protocol/subject'
import type { LiveEvent } from './live-event'
import { LiveLesson, missedSince, nextAlarm, type Watcher } from './live-lesson'
import { liveState, NEW_LIVE_STATE, type LiveState } from './live-state'
import { reduceLive } from './reduce-live'
import { viewLive } from './view-live'

const idOf = (name: string) => name.padEnd(16, '0')
const MEMBERS = ['anna', 'bea', 'cleo', 'dora', 'rooma', 'roomb'].map(idOf)
const MATERIAL = '11111111-1111-4111-8111-111111111111'
const question: QuestionAsked = {
  questionId: '22222222-2222-4222-8222-222222222222',
  text: 'Förstår du?',
  kind: 'single',
  isAnonymous: false,
  choices: [
    { text: '', picture: 'yes' },
    { text: '', picture: 'no' },
  ],
  correct: [0],
}

const memberId = fc.constantFrom(...MEMBERS)
const atMs = fc.integer({ min: 1, max: 1_000_000 })
const member = memberId.map((id) => ({
  memberId: id,
  displayName: id.slice(0, 4),
  town: id.startsWith('classroom') ? id.slice(4, 5) : '',
}))
const slide = fc.record({
  materialId: fc.constant(MATERIAL),
  pageCount: fc.constant(5),
  page: fc.integer({ min: 1, max: 5 }),
  isBlack: fc.boolean(),
})
const typed = <Type extends LiveEvent['type']>(
  type: Type,
  fields: { [Key in Exclude<keyof Extract<LiveEvent, { type: Type }>, 'type'>]: fc.Arbitrary<unknown> },
) => fc.record({ type: fc.constant(type), ...fields }) as fc.Arbitrary<LiveEvent>

const ANNA: Subject = { kind: 'person', id: randomUUID() }
const ROOM_A: Subject = { kind: 'endpoint', id: randomUUID() }
const subject = fc.constantFrom(ANNA, ROOM_A)

/** Every event, at random: a new one without a generator does not compile. */
const EVENTS: { [Type in LiveEvent['type']]: fc.Arbitrary<LiveEvent> } = {
  'member-named': typed('member-named', { memberId, displayName: fc.constantFrom('Nytt namn', 'Annat namn') }),
  'lesson-started': typed('lesson-started', { atMs, suspendAfterMs: fc.constant(600_000) }),
  'lesson-ended': typed('lesson-ended', {}),
  'break-started': typed('break-started', { atMs, untilMs: fc.option(atMs) }),
  'break-ended': typed('break-ended', {}),
  'communicator-lost': typed('communicator-lost', { atMs }),
  'communicator-back': typed('communicator-back', {}),
  'lesson-suspended': typed('lesson-suspended', {}),
  'member-entered': typed('member-entered', { memberId }),
  'member-left': typed('member-left', { memberId }),
  'member-removed': typed('member-removed', { memberId }),
  'floor-given': typed('floor-given', { member }),
  'floor-taken': typed('floor-taken', { memberId }),
  'hand-raised': typed('hand-raised', { hand: fc.tuple(member, atMs).map(([one, at]) => ({ ...one, atMs: at })) }),
  'hand-lowered': typed('hand-lowered', { memberId }),
  'reaction-sent': typed('reaction-sent', {
    reaction: fc
      .tuple(memberId, atMs)
      .map(([id, at]) => ({ memberId: id, town: '', reaction: 'slower' as const, atMs: at })),
  }),
  'slide-shown': typed('slide-shown', { slide: fc.option(slide) }),
  'stroke-added': typed('stroke-added', {
    stroke: fc.uuid().map((strokeId) => ({ strokeId, colour: 'sun' as const, points: [1, 2, 3, 4] })),
  }),
  'strokes-cleared': typed('strokes-cleared', {}),
  'channel-joined': typed('channel-joined', { language: fc.constantFrom('ps', 'so'), memberId }),
  'channel-left': typed('channel-left', { memberId }),
  'channel-taken': typed('channel-taken', { memberId }),
  'channel-sounding': typed('channel-sounding', { memberId, isSounding: fc.boolean() }),
  'channel-chosen': typed('channel-chosen', { memberId, language: fc.option(fc.constantFrom('ps', 'so')) }),
  'channel-mode-set': typed('channel-mode-set', { mode: fc.constantFrom('simultaneous', 'consecutive') }),
  'question-opened': typed('question-opened', { asked: fc.constant(question) }),
  'question-answered': fc.oneof(
    typed('question-answered', { member, subject, choices: fc.constantFrom([0], [1]), counts: fc.constant(null) }),
    typed('question-answered', {
      member,
      subject,
      choices: fc.constant(null),
      counts: fc.constantFrom([3, 2], [0, 5]),
    }),
  ),
  'question-closed': typed('question-closed', {}),
  'question-shown': typed('question-shown', { isShown: fc.boolean() }),
  'question-dismissed': typed('question-dismissed', {}),
  'chat-mode-set': typed('chat-mode-set', { mode: fc.constantFrom('off', 'communicator', 'open') }),
  'chat-written': typed('chat-written', {
    message: fc.tuple(fc.uuid(), memberId, fc.boolean()).map(([messageId, id, isToCommunicator]) => ({
      messageId,
      memberId: id,
      displayName: id.slice(0, 4),
      text: 'Hej',
      atMs: 5,
      isToCommunicator,
    })),
  }),
  'groups-opened': typed('groups-opened', {
    groups: fc
      .uniqueArray(member, { selector: (one) => one.memberId, minLength: 1 })
      .map((all) => [all.slice(0, 2), all.slice(2)]),
    endsAtMs: fc.option(atMs),
  }),
  'group-placed': typed('group-placed', { member, group: fc.integer({ min: 0, max: 3 }) }),
  'group-visited': typed('group-visited', { memberId, group: fc.option(fc.integer({ min: 0, max: 3 })) }),
  'group-called': typed('group-called', { group: fc.integer({ min: 0, max: 3 }) }),
  'groups-closed': typed('groups-closed', {}),
  'door-locked': typed('door-locked', { isLocked: fc.boolean() }),
  'door-waited': typed('door-waited', {
    visitor: fc.tuple(memberId, atMs).map(([id, at]) => ({ memberId: id, displayName: 'X', atMs: at })),
  }),
  'door-left': typed('door-left', { memberId }),
  'member-muted': typed('member-muted', { memberId, isMuted: fc.boolean() }),
  'camera-stopped': typed('camera-stopped', { memberId, isStopped: fc.boolean() }),
  'classroom-heard': typed('classroom-heard', { memberId, atMs }),
  'classroom-left': typed('classroom-left', {
    classroom: fc.tuple(memberId, atMs).map(([id, at]) => ({ memberId: id, displayName: 'R', atMs: at })),
  }),
  'recording-set': typed('recording-set', {
    recording: fc.option(fc.record({ sinceMs: atMs, problem: fc.constantFrom('disk-full', 'stopped', null) })),
  }),
}
/** Little happens after the end, so it comes seldom. */
const EVENT = fc.oneof(
  ...Object.entries(EVENTS).map(([type, arbitrary]) => ({ weight: type === 'lesson-ended' ? 1 : 10, arbitrary })),
)

/** A page: what it was told is all it knows. */
class Page {
  readonly watcher: Watcher
  view: LiveView | undefined
  seq = -1

  constructor(id: string, role: LessonRole, language: string | null) {
    this.watcher = {
      memberId: id,
      role,
      language,
      shown: undefined,
      tell: ({ seq, changes }) => {
        expect(seq).toBeGreaterThan(this.seq)
        this.seq = seq
        if (this.view) this.view = { ...this.view, ...changes }
      },
    }
  }

  welcome(lesson: LiveLesson): void {
    const { seq, view } = lesson.showAll(this.watcher)
    this.seq = seq
    this.view = view
  }

  /** The connection is lost: nothing arrives until the next welcome. */
  drop(): void {
    this.watcher.shown = undefined
    this.view = undefined
  }
}

const STEP = fc.oneof(
  { weight: 6, arbitrary: EVENT.map((event) => ({ kind: 'event' as const, event })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((page) => ({ kind: 'join' as const, page })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((page) => ({ kind: 'drop' as const, page })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
)
const ROLES: LessonRole[] = ['communicator', 'participant', 'host', 'interpreter', 'classroom', 'guest']

test('however joins, drops, restarts and events come, whoever is there sees exactly what the others see', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 120 }), (steps) => {
      let lesson = new LiveLesson(NEW_LIVE_STATE)
      const pages = ROLES.map((role, index) => new Page(MEMBERS[index] ?? '', role, index % 2 === 0 ? 'ps' : null))
      for (const step of steps) {
        if (step.kind === 'event' && lesson.apply(step.event)) for (const page of pages) lesson.update(page.watcher)
        if (step.kind === 'join') pages[step.page]?.welcome(lesson)
        if (step.kind === 'drop') pages[step.page]?.drop()
        if (step.kind === 'restart') {
          // What the journal keeps is all that is left.
          lesson = new LiveLesson(liveState.parse(JSON.parse(JSON.stringify(lesson.state))))
          for (const page of pages) page.drop()
        }
        for (const { watcher, view } of pages) {
          if (!view) continue
          expect(view).toEqual(viewLive(lesson.state, watcher))
          const fresh = new Page(watcher.memberId, watcher.role, watcher.language)
          fresh.welcome(new LiveLesson(lesson.state))
          expect(view).toEqual(fresh.view)
        }
      }
      for (const { view } of pages) if (view) liveView.parse(view)
    }),
    { numRuns: 300 },
  )
})

test('every change has the next number', () => {
  fc.assert(
    fc.property(fc.array(EVENT, { maxLength: 80 }), (events) => {
      let state: LiveState = NEW_LIVE_STATE
      for (const event of events) {
        const next = reduceLive(state, event)
        expect(next.seq).toBe(next === state ? state.seq : state.seq + 1)
        state = next
      }
    }),
  )
})

const after = (...events: LiveEvent[]) => events.reduce(reduceLive, NEW_LIVE_STATE)
const anna = { memberId: idOf('anna'), displayName: 'Anna', town: '' }
const roomA = { memberId: idOf('rooma'), displayName: 'Bjurholm', town: 'Bjurholm' }
const started: LiveEvent = { type: 'lesson-started', atMs: 1_000, suspendAfterMs: 600_000 }
const viewer = (role: LessonRole, id = idOf(role)) => ({ memberId: id, role, language: null })

describe('the floor and the hands', () => {
  test('the floor lowers the hand and counts a turn for the town', () => {
    const state = after({ type: 'hand-raised', hand: { ...roomA, atMs: 5 } }, { type: 'floor-given', member: roomA })
    expect(state).toMatchObject({ hands: [], floor: [roomA.memberId], turns: { Bjurholm: 1 } })
  })

  test('given twice is one turn', () => {
    expect(after({ type: 'floor-given', member: roomA }, { type: 'floor-given', member: roomA }).turns).toEqual({
      Bjurholm: 1,
    })
  })

  test('a host who raises the hand for another person keeps its place in the queue', () => {
    const first = { ...roomA, displayName: 'Saba', atMs: 5 }
    const state = after(
      { type: 'hand-raised', hand: first },
      { type: 'hand-raised', hand: { ...first, displayName: 'Mehret', atMs: 9 } },
    )
    expect(state.hands).toEqual([{ ...first, displayName: 'Mehret' }])
  })

  test('the others are not told whose hand is up', () => {
    const state = after({ type: 'hand-raised', hand: { ...anna, atMs: 5 } })
    expect(viewLive(state, viewer('communicator')).hands).toHaveLength(1)
    expect(viewLive(state, viewer('participant')).hands).toEqual([])
    expect(viewLive(state, viewer('participant', anna.memberId)).hands).toHaveLength(1)
  })
})

describe('questions', () => {
  const answered = after(
    started,
    { type: 'question-opened', asked: { ...question, isAnonymous: true } },
    { type: 'question-answered', member: anna, subject: ANNA, choices: [0], counts: null },
    { type: 'question-answered', member: anna, subject: ANNA, choices: [1], counts: null },
    { type: 'question-answered', member: roomA, subject: ROOM_A, choices: null, counts: [5, 3] },
  )

  test('a changed answer counts once, and a show of hands counts as many as there were', () => {
    expect(viewLive(answered, viewer('communicator')).question?.totals).toEqual([5, 4])
  })

  test('nobody else sees results, or what is right, before they are shown', () => {
    const seen = viewLive(answered, viewer('participant')).question
    expect(seen).toMatchObject({ totals: null, correct: [], mine: null })
    const shown = viewLive(
      reduceLive(answered, { type: 'question-shown', isShown: true }),
      viewer('participant'),
    ).question
    expect(shown).toMatchObject({ totals: [5, 4], correct: [0] })
  })

  test('who answered what is told to the communicator of a named question alone', () => {
    expect(viewLive(answered, viewer('communicator')).question?.named).toEqual([])
    const named: LiveState = { ...answered, question: answered.question && { ...answered.question, asked: question } }
    expect(viewLive(named, viewer('communicator')).question?.named).toEqual([
      { memberId: anna.memberId, displayName: 'Anna', choices: [1] },
    ])
    expect(viewLive(named, viewer('guest')).question?.named).toEqual([])
  })

  test('a closed question takes no answer', () => {
    const closed = reduceLive(answered, { type: 'question-closed' })
    const late: LiveEvent = { type: 'question-answered', member: anna, subject: ANNA, choices: [0], counts: null }
    expect(reduceLive(closed, late)).toBe(closed)
  })
})

describe('the chat', () => {
  const message = { messageId: randomUUID(), memberId: anna.memberId, displayName: 'Anna', text: 'Hej', atMs: 5 }
  const written = after(
    started,
    { type: 'chat-mode-set', mode: 'open' },
    { type: 'chat-written', message: { ...message, isToCommunicator: true } },
    { type: 'chat-written', message: { ...message, messageId: randomUUID(), isToCommunicator: false } },
  )

  test('what was written to the communicator is read by her and its writer', () => {
    const count = (role: LessonRole, id?: string) => viewLive(written, viewer(role, id)).chat.messages.length
    expect([count('communicator'), count('participant', anna.memberId), count('participant')]).toEqual([2, 2, 1])
  })

  test('it is gone when the lesson ends', () => {
    const ended = reduceLive(written, { type: 'lesson-ended' })
    expect(JSON.stringify(ended)).not.toContain('Hej')
  })
})

describe('when the communicator is away', () => {
  const away = after(started, { type: 'communicator-lost', atMs: 50_000 })

  test('the lesson is suspended ten minutes after she was lost', () => {
    expect(nextAlarm(away)).toEqual({ atMs: 650_000, event: { type: 'lesson-suspended' } })
    expect(reduceLive(away, { type: 'lesson-suspended' }).lesson.absence).toEqual({
      sinceMs: 50_000,
      isSuspended: true,
    })
  })

  test('in a break she is not missed before its end', () => {
    const breaking = reduceLive(away, { type: 'break-started', atMs: 40_000, untilMs: 940_000 })
    expect(missedSince(breaking)).toBe(940_000)
    expect(nextAlarm(breaking)?.atMs).toBe(1_540_000)
    expect(reduceLive(breaking, { type: 'lesson-suspended' }).lesson.breakTime).toBeNull()
  })

  test('before the lesson is live nobody misses her', () => {
    expect(after({ type: 'communicator-lost', atMs: 50_000 })).toBe(NEW_LIVE_STATE)
  })
})

describe('channels', () => {
  const [first, second] = [idOf('bea'), idOf('cleo')]
  const channel = after(
    { type: 'channel-joined', language: 'ps', memberId: first },
    { type: 'channel-joined', language: 'ps', memberId: second },
    { type: 'channel-sounding', memberId: first, isSounding: true },
  )
  const listOf = (state: LiveState) => viewLive(state, viewer('communicator')).channels.list

  test('the second one takes over, and the first one waits', () => {
    expect(listOf(channel)).toEqual([{ language: 'ps', voice: first, isHeard: true, interpreters: 2 }])
    expect(listOf(reduceLive(channel, { type: 'channel-taken', memberId: second }))[0]).toMatchObject({
      voice: second,
      isHeard: false,
    })
  })

  test('when all are gone the language is still listed, without a voice', () => {
    const gone = after(
      { type: 'channel-joined', language: 'ps', memberId: first },
      { type: 'channel-left', memberId: first },
    )
    expect(listOf(gone)).toEqual([{ language: 'ps', voice: null, isHeard: false, interpreters: 0 }])
  })
})

test('what many viewers share is the very same for all of them, so that it is written out once', () => {
  const drawn: LiveEvent[] = [
    { type: 'slide-shown', slide: { materialId: MATERIAL, pageCount: 1, page: 1, isBlack: false } },
    { type: 'stroke-added', stroke: { strokeId: MATERIAL, colour: 'sun', points: [1, 2, 3, 4] } },
  ]
  const state = drawn.reduce(reduceLive, NEW_LIVE_STATE)
  const [one, other] = ['anna', 'bea'].map((name) =>
    viewLive(state, { memberId: idOf(name), role: 'participant', language: null }),
  )
  for (const slice of ['strokes', 'chat', 'reactions', 'hands', 'left'] as const)
    expect(one?.[slice]).toBe(other?.[slice])
})
