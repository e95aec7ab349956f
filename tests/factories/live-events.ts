import { randomUUID } from 'node:crypto'

import fc from 'fast-check'

import type { LessonPlan, LiveEvent } from '@/domain/live-lesson/events'
import type { QuestionAsked } from '@/domain/live-lesson/view'
import type { Subject } from '@/domain/live-lesson/vocabulary'

/** Names as ids: the rules only compare them. */
export const idOf = (name: string) => name.padEnd(16, '0')
export const MEMBERS = ['anna', 'bea', 'cleo', 'dora', 'rooma', 'roomb'].map(idOf)
export const MATERIAL = '11111111-1111-4111-8111-111111111111'
export const question: QuestionAsked = {
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
  town: id.startsWith('room') ? id.slice(4, 5) : '',
}))
const slide = fc.record({
  materialId: fc.constant(MATERIAL),
  slideCount: fc.constant(5),
  slideNumber: fc.integer({ min: 1, max: 5 }),
  isBlack: fc.boolean(),
})
const typed = <Type extends LiveEvent['type']>(
  type: Type,
  fields: { [Key in Exclude<keyof Extract<LiveEvent, { type: Type }>, 'type'>]: fc.Arbitrary<unknown> },
) => fc.record({ type: fc.constant(type), ...fields }) as fc.Arbitrary<LiveEvent>

export const ANNA: Subject = { kind: 'person', id: randomUUID() }
export const CLASSROOM_A: Subject = { kind: 'endpoint', id: randomUUID() }
const subject = fc.constantFrom(ANNA, CLASSROOM_A)

const PLAN: LessonPlan = { endsAtMs: 3_600_000, forcedEndAtMs: 7_200_000, goOnWithinMs: 600_000 }

/** Every event, at random: a new one without a generator does not compile. */
export const LIVE_EVENTS: { [Type in LiveEvent['type']]: fc.Arbitrary<LiveEvent> } = {
  'member-named': typed('member-named', { memberId, displayName: fc.constantFrom('Nytt namn', 'Annat namn') }),
  'plan-told': typed('plan-told', { plan: fc.constant(PLAN) }),
  'lesson-not-held': typed('lesson-not-held', {}),
  'lesson-started': typed('lesson-started', {
    atMs,
    suspendAfterMs: fc.constant(600_000),
    plan: fc.constantFrom(null, PLAN),
  }),
  'lesson-ended': typed('lesson-ended', { atMs }),
  'lesson-continued': typed('lesson-continued', { atMs }),
  'break-started': typed('break-started', { atMs, untilMs: fc.option(atMs) }),
  'break-prolonged': typed('break-prolonged', { fromMs: fc.option(atMs), untilMs: atMs }),
  'break-ended': typed('break-ended', { atMs }),
  'communicator-lost': typed('communicator-lost', { atMs }),
  'communicator-back': typed('communicator-back', {}),
  'lesson-suspended': typed('lesson-suspended', {}),
  'member-entered': typed('member-entered', { memberId, atMs }),
  'member-left': typed('member-left', { memberId }),
  'member-away': typed('member-away', { memberId, atMs }),
  'member-returned': typed('member-returned', { memberId, atMs }),
  'member-removed': typed('member-removed', { memberId }),
  'floor-given': typed('floor-given', { member, atMs }),
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
    slide,
    stroke: fc.uuid().map((strokeId) => ({ strokeId, colour: 'sun' as const, points: [1, 2, 3, 4] })),
  }),
  'strokes-cleared': typed('strokes-cleared', { slide }),
  'channel-joined': typed('channel-joined', { language: fc.constantFrom('ps', 'so'), memberId }),
  'channel-left': typed('channel-left', { memberId }),
  'channel-taken': typed('channel-taken', { memberId }),
  'channel-offered': typed('channel-offered', { memberId, isOffered: fc.boolean() }),
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
  'lesson-locked': typed('lesson-locked', { isLocked: fc.boolean() }),
  'visitor-waiting': typed('visitor-waiting', {
    visitor: fc.tuple(memberId, atMs).map(([id, at]) => ({ memberId: id, displayName: 'X', atMs: at })),
  }),
  'classroom-muted': typed('classroom-muted', { memberId, isMuted: fc.boolean() }),
  'visitor-left': typed('visitor-left', { memberId }),
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
/** Little can happen after the end, so it is rare. */
export const LIVE_EVENT = fc.oneof(
  ...Object.entries(LIVE_EVENTS).map(([type, arbitrary]) => ({ weight: type === 'lesson-ended' ? 1 : 10, arbitrary })),
)

const handOf = (name: string, town: string, atMs: number) => ({ memberId: name, displayName: name, town, atMs })
/** In the order in which they were raised: two of one town, and one of another between them. */
export const RAISED_HANDS = {
  tekle: handOf('tekle', 'Örnsköldsvik', 1),
  anna: handOf('anna', 'Nordmaling', 2),
  hiwet: handOf('hiwet', 'Örnsköldsvik', 3),
}
