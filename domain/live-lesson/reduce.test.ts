import { randomUUID } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ANNA, CLASSROOM_A, idOf, LIVE_EVENT, MATERIAL, question } from '@/tests/factories/live-events'

import { isMutedIn } from './capabilities'
import { missedSince, nextDeadline } from './deadlines'
import type { LiveEvent } from './events'
import { reduce } from './reduce'
import { PERMISSIONS_BY_ROLE, type LessonRole } from './roles'
import { type LiveState, NEW_LIVE_STATE } from './state'
import { viewFor } from './view-for'
import type { MemberId } from './vocabulary'

test('every change has the next number', () => {
  fc.assert(
    fc.property(fc.array(LIVE_EVENT, { maxLength: 80 }), (events) => {
      let state: LiveState = NEW_LIVE_STATE
      for (const event of events) {
        const next = reduce(state, event)
        expect(next.seq).toBe(next === state ? state.seq : state.seq + 1)
        state = next
      }
    }),
  )
})

const after = (...events: LiveEvent[]) => events.reduce(reduce, NEW_LIVE_STATE)
const anna = { memberId: idOf('anna'), displayName: 'Anna', town: '' }
const roomA = { memberId: idOf('rooma'), displayName: 'Bjurholm', town: 'Bjurholm' }
const started: LiveEvent = { type: 'lesson-started', atMs: 1_000, suspendAfterMs: 600_000, plan: null }
const viewer = (role: LessonRole, id = idOf(role)) => ({
  memberId: id,
  role,
  permissions: PERMISSIONS_BY_ROLE[role],
  language: null,
})

describe('the floor and the hands', () => {
  test('the floor lowers the hand and counts a turn for the town', () => {
    const state = after(
      { type: 'hand-raised', hand: { ...roomA, atMs: 5 } },
      { type: 'floor-given', member: roomA, atMs: 20_000 },
    )
    expect(state).toMatchObject({ hands: [], floor: [roomA.memberId], turns: { Bjurholm: 1 } })
  })

  test('a participant learns their place in the queue, which is that of the cockpit, and nothing of the others', () => {
    const state = after(
      { type: 'floor-given', member: { memberId: idOf('far'), displayName: 'Far', town: '' }, atMs: 20_000 },
      { type: 'hand-raised', hand: { ...anna, atMs: 5 } },
      { type: 'hand-raised', hand: { ...roomA, atMs: 6 } },
    )
    const placeOf = (id: string, role: LessonRole = 'participant') => viewFor(state, viewer(role, idOf(id))).handPlace
    // The town that has not spoken yet comes first.
    expect([placeOf('rooma', 'classroom'), placeOf('anna'), placeOf('somebody')]).toEqual([1, 2, null])
    expect(viewFor(state, viewer('participant', idOf('anna'))).hands).toHaveLength(1)
    expect([placeOf('communicator', 'communicator'), placeOf('host', 'host')]).toEqual([null, null])
    const given = reduce(state, { type: 'floor-given', member: roomA, atMs: 20_000 })
    expect(viewFor(given, viewer('participant', idOf('anna'))).handPlace).toBe(1)
  })

  test('giving the floor twice counts as one turn', () => {
    expect(
      after({ type: 'floor-given', member: roomA, atMs: 20_000 }, { type: 'floor-given', member: roomA, atMs: 20_000 })
        .turns,
    ).toEqual({
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

  test('those who lead see since when somebody has the floor, until it is taken', () => {
    const given = after(
      started,
      { type: 'floor-given', member: roomA, atMs: 5 },
      { type: 'floor-given', member: anna, atMs: 7 },
    )
    const taken = reduce(given, { type: 'floor-taken', memberId: roomA.memberId })
    expect(viewFor(taken, viewer('communicator')).floor).toEqual([{ memberId: anna.memberId, sinceMs: 7 }])
    expect(viewFor(taken, viewer('participant', anna.memberId)).floor).toEqual([])
    expect(reduce(taken, { type: 'break-started', atMs: 9, untilMs: null }).floorSince).toEqual({})
  })

  test('a classroom that its host has muted stays muted when it is given the floor', () => {
    const { memberId } = roomA
    const muted = after({ type: 'classroom-muted', memberId, isMuted: true })
    const given = reduce(muted, { type: 'floor-given', member: roomA, atMs: 5 })
    const unmuted = reduce(given, { type: 'member-muted', memberId, isMuted: false })
    expect([isMutedIn(given, memberId), isMutedIn(unmuted, memberId)]).toEqual([true, true])
    expect(isMutedIn(reduce(given, { type: 'classroom-muted', memberId, isMuted: false }), memberId)).toBe(false)
    const host = { ...viewer('host', idOf('host')), classroom: () => memberId }
    expect(viewFor(given, host)).toMatchObject({ classroom: memberId, selfMuted: [memberId] })
    expect(viewFor(given, viewer('host', idOf('other')))).toMatchObject({ classroom: null, selfMuted: [] })
  })

  test('the others do not learn whose hand is up', () => {
    const state = after({ type: 'hand-raised', hand: { ...anna, atMs: 5 } })
    expect(viewFor(state, viewer('communicator')).hands).toHaveLength(1)
    expect(viewFor(state, viewer('participant')).hands).toEqual([])
    expect(viewFor(state, viewer('participant', anna.memberId)).hands).toHaveLength(1)
  })
})

describe('questions', () => {
  const answered = after(
    started,
    { type: 'question-opened', asked: { ...question, isAnonymous: true } },
    { type: 'question-answered', member: anna, subject: ANNA, choices: [0], counts: null },
    { type: 'question-answered', member: anna, subject: ANNA, choices: [1], counts: null },
    { type: 'question-answered', member: roomA, subject: CLASSROOM_A, choices: null, counts: [5, 3] },
  )

  test('a changed answer counts once, and a show of hands counts as many as there were', () => {
    expect(viewFor(answered, viewer('communicator')).question?.totals).toEqual([5, 4])
  })

  test('nobody else sees results, or what is right, before they are shown', () => {
    const seen = viewFor(answered, viewer('participant')).question
    expect(seen).toMatchObject({ totals: null, correct: [], mine: null })
    const shown = viewFor(reduce(answered, { type: 'question-shown', isShown: true }), viewer('participant')).question
    expect(shown).toMatchObject({ totals: [5, 4], correct: [0] })
  })

  test('only the communicator of a named question learns who answered what', () => {
    expect(viewFor(answered, viewer('communicator')).question?.named).toEqual([])
    const named: LiveState = { ...answered, question: answered.question && { ...answered.question, asked: question } }
    expect(viewFor(named, viewer('communicator')).question?.named).toEqual([
      { memberId: anna.memberId, displayName: 'Anna', choices: [1] },
    ])
    expect(viewFor(named, viewer('guest')).question?.named).toEqual([])
  })

  test('a closed question takes no answer', () => {
    const closed = reduce(answered, { type: 'question-closed' })
    const late: LiveEvent = { type: 'question-answered', member: anna, subject: ANNA, choices: [0], counts: null }
    expect(reduce(closed, late)).toBe(closed)
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

  test('what was written to the communicator is read only by the communicator and its writer', () => {
    const count = (role: LessonRole, id?: string) => viewFor(written, viewer(role, id)).chat.messages.length
    expect([count('communicator'), count('participant', anna.memberId), count('participant')]).toEqual([2, 2, 1])
  })

  test('it is gone when the lesson ends', () => {
    const ended = reduce(written, { type: 'lesson-ended', atMs: 9_000 })
    expect(JSON.stringify(ended)).not.toContain('Hej')
  })
})

describe('when the communicator is disconnected', () => {
  const away = after(started, { type: 'communicator-lost', atMs: 50_000 })

  test('the lesson is suspended ten minutes after the connection was lost', () => {
    expect(nextDeadline(away, true)).toEqual({ atMs: 650_000, event: { type: 'lesson-suspended' } })
    expect(reduce(away, { type: 'lesson-suspended' }).lesson.absence).toEqual({
      sinceMs: 50_000,
      isSuspended: true,
    })
  })

  test('a break pauses the absence until its end', () => {
    const breaking = reduce(away, { type: 'break-started', atMs: 40_000, untilMs: 940_000 })
    expect(missedSince(breaking)).toBe(940_000)
    expect(nextDeadline(breaking, true)).toEqual({ atMs: 940_000, event: { type: 'break-ended', atMs: 940_000 } })
    const over = reduce(breaking, { type: 'break-ended', atMs: 940_000 })
    expect(nextDeadline(over, true)).toEqual({ atMs: 1_540_000, event: { type: 'lesson-suspended' } })
    expect(reduce(breaking, { type: 'lesson-suspended' }).lesson.breakTime).toBeNull()
  })

  test('before the lesson is live there is no absence', () => {
    expect(after({ type: 'communicator-lost', atMs: 50_000 })).toBe(NEW_LIVE_STATE)
  })
})

describe('what ends by itself', () => {
  const plan = { endsAtMs: 3_600_000, forcedEndAtMs: 7_200_000, goOnWithinMs: 600_000 }
  const planned = after({ ...started, plan } as LiveEvent)
  const endsAt = (atMs: number) => ({ atMs, event: { type: 'lesson-ended', atMs } })

  test('a break with a length ends at its planned end, and one without lasts until somebody ends it', () => {
    const timed = after(started, { type: 'break-started', atMs: 2_000, untilMs: 302_000 })
    expect(nextDeadline(timed, true)).toEqual({ atMs: 302_000, event: { type: 'break-ended', atMs: 302_000 } })
    const prolonged = reduce(timed, { type: 'break-prolonged', fromMs: 302_000, untilMs: 602_000 })
    expect(nextDeadline(prolonged, true)?.atMs).toBe(602_000)
    expect(nextDeadline(after(started, { type: 'break-started', atMs: 2_000, untilMs: null }), true)).toBeNull()
  })

  test('a lesson that nobody ends ends when the rules say so', () => {
    expect(nextDeadline(planned, true)).toEqual(endsAt(plan.forcedEndAtMs))
    expect(nextDeadline(reduce(planned, { type: 'lesson-ended', atMs: 9_000 }), true)).toBeNull()
  })

  test('a suspended lesson ends at its planned end', () => {
    const away = reduce(planned, { type: 'communicator-lost', atMs: 3_000_000 })
    expect(nextDeadline(away, true)?.event).toEqual({ type: 'lesson-suspended' })
    expect(nextDeadline(reduce(away, { type: 'lesson-suspended' }), true)).toEqual(endsAt(plan.endsAtMs))
  })
})

describe('a lesson that was ended by mistake', () => {
  const plan = { endsAtMs: 3_600_000, forcedEndAtMs: 7_200_000, goOnWithinMs: 600_000 }
  const planned = after({ ...started, plan } as LiveEvent, { type: 'floor-given', member: anna, atMs: 20_000 })
  const endedAt = (atMs: number) => reduce(planned, { type: 'lesson-ended', atMs })

  test.each<[string, LiveState, number, boolean]>([
    ['at once', endedAt(60_000), 60_000, true],
    ['ten minutes later', endedAt(60_000), 660_000, true],
    ['no later', endedAt(60_000), 660_001, false],
    ['not after its planned end', endedAt(3_600_000), 3_600_000, false],
    ['not without a plan', after(started, { type: 'lesson-ended', atMs: 60_000 }), 60_000, false],
  ])('can go on: %s', (_label, ended, atMs, goesOn) => {
    expect(reduce(ended, { type: 'lesson-continued', atMs }).lesson.phase).toBe(goesOn ? 'live' : 'ended')
  })

  test('goes on with the same beginning and plan, and nobody has the floor', () => {
    const goingOn = reduce(endedAt(60_000), { type: 'lesson-continued', atMs: 70_000 })
    expect(goingOn.lesson).toEqual(planned.lesson)
    expect([goingOn.floor, nextDeadline(goingOn, true)?.atMs]).toEqual([[], plan.forcedEndAtMs])
  })

  test('a lesson that is live does not go on', () => {
    expect(reduce(planned, { type: 'lesson-continued', atMs: 5 })).toBe(planned)
  })
})

describe('a lesson that nobody starts', () => {
  const plan = { endsAtMs: 3_600_000, forcedEndAtMs: 7_200_000, goOnWithinMs: 600_000 }
  const waiting = after({ type: 'plan-told', plan })

  test('was not held when its planned end has passed, with somebody in the device check a while later', () => {
    const event = { type: 'lesson-not-held' }
    expect(nextDeadline(waiting, false)).toEqual({ atMs: plan.endsAtMs, event })
    expect(nextDeadline(waiting, true)).toEqual({ atMs: plan.forcedEndAtMs, event })
    expect(nextDeadline(NEW_LIVE_STATE, false)).toBeNull()
  })

  test('is as before anybody came, and can be planned again and held', () => {
    const over = reduce(waiting, { type: 'lesson-not-held' })
    expect([over.lesson, over.plan, nextDeadline(over, false)]).toEqual([NEW_LIVE_STATE.lesson, null, null])
    const later = { ...plan, endsAtMs: 9_000_000, forcedEndAtMs: 9_600_000 }
    expect(nextDeadline(reduce(over, { type: 'plan-told', plan: later }), false)?.atMs).toBe(later.endsAtMs)
  })

  test('a lesson that has begun keeps its plan and is held', () => {
    const live = reduce(waiting, { ...started, plan } as LiveEvent)
    expect(reduce(live, { type: 'plan-told', plan: { ...plan, endsAtMs: 1 } })).toBe(live)
    expect(reduce(live, { type: 'lesson-not-held' })).toBe(live)
  })
})

describe('a participant whose phone sleeps', () => {
  const awayFor = (ms: number, ...between: LiveEvent[]) =>
    after(started, { type: 'member-away', memberId: anna.memberId, atMs: 10_000 }, ...between, {
      type: 'member-returned',
      memberId: anna.memberId,
      atMs: 10_000 + ms,
    })
  const told = (state: LiveState, role: LessonRole = 'communicator') => viewFor(state, viewer(role)).returned

  test('is named to those who lead when they are back after a minute', () => {
    const back = { memberId: anna.memberId, awayMs: 60_000, atMs: 70_000 }
    expect([told(awayFor(60_000)), told(awayFor(60_000), 'participant')]).toEqual([[back], []])
    expect(told(awayFor(59_999))).toEqual([])
  })

  test('has the floor no more after a minute, and still has it after less', () => {
    const given: LiveEvent = { type: 'floor-given', member: anna, atMs: 20_000 }
    expect(awayFor(59_999, given).floor).toEqual([anna.memberId])
    expect(awayFor(60_000, given).floor).toEqual([])
  })

  test('nor has a classroom that was gone for so long', () => {
    const { memberId } = roomA
    const goneFor = (ms: number) =>
      after(
        started,
        { type: 'floor-given', member: roomA, atMs: 2_000 },
        { type: 'classroom-left', classroom: { memberId, displayName: 'A', atMs: 10_000 } },
        { type: 'member-entered', memberId, atMs: 10_000 + ms },
      )
    expect(goneFor(59_999).floor).toEqual([memberId])
    expect(goneFor(60_000)).toMatchObject({ floor: [], departed: [] })
  })

  test('is not when they have left on purpose', () => {
    expect(told(awayFor(600_000, { type: 'member-left', memberId: anna.memberId }))).toEqual([])
  })

  test('is named once, with the last time', () => {
    const again: LiveEvent[] = [
      { type: 'member-away', memberId: anna.memberId, atMs: 100_000 },
      { type: 'member-returned', memberId: anna.memberId, atMs: 300_000 },
    ]
    expect(told(again.reduce(reduce, awayFor(60_000)))).toMatchObject([{ awayMs: 200_000 }])
  })
})

describe('channels', () => {
  const [first, second] = [idOf('bea'), idOf('cleo')]
  const channel = after(
    { type: 'channel-joined', language: 'ps', memberId: first },
    { type: 'channel-joined', language: 'ps', memberId: second },
    { type: 'channel-sounding', memberId: first, isSounding: true },
  )
  const listOf = (state: LiveState) => viewFor(state, viewer('communicator')).channels.list

  test('the second one takes over, and the first one waits', () => {
    expect(listOf(channel)).toEqual([
      { language: 'ps', speaking: first, isHeard: true, isOffered: false, interpreters: 2 },
    ])
    expect(listOf(reduce(channel, { type: 'channel-taken', memberId: second }))[0]).toMatchObject({
      speaking: second,
      isHeard: false,
    })
  })

  test('one who speaks offers it until the other takes over, or takes the offer back', () => {
    const offer = (memberId: MemberId, isOffered = true): LiveEvent => ({
      type: 'channel-offered',
      memberId,
      isOffered,
    })
    const isOffered = (state: LiveState) => listOf(state)[0]?.isOffered
    const offered = reduce(channel, offer(first))
    expect(isOffered(offered)).toBe(true)
    expect(isOffered(reduce(offered, offer(first, false)))).toBe(false)
    // One who does not speak has nothing to offer.
    expect(reduce(channel, offer(second))).toBe(channel)
    const taken = reduce(offered, { type: 'channel-taken', memberId: second })
    expect(taken.channels.offering).toEqual([])
    expect(reduce(offered, { type: 'channel-left', memberId: first }).channels.offering).toEqual([])
  })

  test('when all are gone the language is still listed, without a voice', () => {
    const gone = after(
      { type: 'channel-joined', language: 'ps', memberId: first },
      { type: 'channel-left', memberId: first },
    )
    expect(listOf(gone)).toEqual([
      { language: 'ps', speaking: null, isHeard: false, isOffered: false, interpreters: 0 },
    ])
  })
})

test('slices that many viewers share are the same object for all of them, so that they are serialised once', () => {
  const drawn: LiveEvent[] = [
    { type: 'slide-shown', slide: { materialId: MATERIAL, slideCount: 1, slideNumber: 1, isBlack: false } },
    {
      type: 'stroke-added',
      slide: { materialId: MATERIAL, slideNumber: 1 },
      stroke: { strokeId: MATERIAL, colour: 'sun', points: [1, 2, 3, 4] },
    },
  ]
  const state = drawn.reduce(reduce, NEW_LIVE_STATE)
  const [one, other] = ['anna', 'bea'].map((name) => viewFor(state, viewer('participant', idOf(name))))
  for (const slice of ['strokes', 'chat', 'reactions', 'hands', 'departed', 'capabilities'] as const)
    expect(one?.[slice]).toBe(other?.[slice])
})
