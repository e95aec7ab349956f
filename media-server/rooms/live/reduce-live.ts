import type { SeatId } from '@/protocol/live-view'

import type { LiveEvent } from './live-event'
import { pageKey, type LiveState } from './live-state'
import { renamed } from './renamed'
import { withStroke } from './with-stroke'

type Reducers = {
  [Type in LiveEvent['type']]: (state: LiveState, event: Extract<LiveEvent, { type: Type }>) => LiveState
}

const CHAT_MESSAGES_MAX = 200
const KNOWN_MAX = 5_000

/** What the lesson is after `event`. The same state comes back when nothing changed; else it has the next number. */
export function reduceLive(state: LiveState, event: LiveEvent): LiveState {
  const reduce = REDUCERS[event.type] as (state: LiveState, event: LiveEvent) => LiveState
  const next = reduce(state, event)
  return next === state ? state : { ...next, seq: state.seq + 1 }
}

const REDUCERS: Reducers = {
  'lesson-started': (state, { atMs, suspendAfterMs }) => {
    if (state.lesson.phase !== 'waiting') return state
    return { ...state, suspendAfterMs, lesson: { ...state.lesson, phase: 'live', liveAtMs: atMs } }
  },
  // What was written in the chat is gone when the lesson is over; so is everything that only the lesson needed.
  'lesson-ended': (state) => {
    if (state.lesson.phase !== 'live') return state
    const lesson = { ...state.lesson, phase: 'ended' as const, breakTime: null, absence: null }
    return { ...state, lesson, ...CLEARED, waiting: [] }
  },
  'break-started': (state, { atMs, untilMs }) =>
    state.lesson.phase === 'live' && !state.lesson.breakTime
      ? { ...state, floor: [], lesson: { ...state.lesson, breakTime: { sinceMs: atMs, untilMs } } }
      : state,
  'break-ended': (state) =>
    state.lesson.breakTime ? { ...state, lesson: { ...state.lesson, breakTime: null } } : state,
  'communicator-lost': (state, { atMs }) =>
    state.lesson.phase === 'live' && !state.lesson.absence
      ? { ...state, lesson: { ...state.lesson, absence: { sinceMs: atMs, isSuspended: false } } }
      : state,
  'communicator-back': (state) =>
    state.lesson.absence ? { ...state, lesson: { ...state.lesson, absence: null } } : state,
  'lesson-suspended': (state) => {
    const { absence } = state.lesson
    if (!absence || absence.isSuspended) return state
    // Nobody is left to end the break.
    const lesson = { ...state.lesson, breakTime: null, absence: { ...absence, isSuspended: true } }
    return { ...state, lesson }
  },

  'seat-entered': (state, { seatId }) => {
    const isBack = state.left.some((one) => one.seatId === seatId)
    if (state.known.includes(seatId) && !isBack) return state
    const known = [...without(state.known, seatId), seatId].slice(-KNOWN_MAX)
    return { ...state, known, left: withoutSeat(state.left, seatId) }
  },
  'seat-named': (state, { seatId, displayName }) => renamed(state, seatId, displayName),
  'room-left': (state, { room }) => ({ ...state, left: [...withoutSeat(state.left, room.seatId), room] }),
  'seat-left': (state, { seatId }) => {
    const left = dropLane(state, seatId)
    const hasHand = state.hands.some((hand) => hand.seatId === seatId)
    if (left === state && !hasHand && !state.floor.includes(seatId)) return state
    return { ...left, hands: withoutSeat(state.hands, seatId), floor: without(state.floor, seatId) }
  },
  'seat-removed': (state, { seatId }) => {
    if (state.removed.includes(seatId)) return state
    return {
      ...dropLane(state, seatId),
      removed: [...state.removed, seatId].slice(-KNOWN_MAX),
      known: without(state.known, seatId),
      floor: without(state.floor, seatId),
      hands: withoutSeat(state.hands, seatId),
      signs: withoutSeat(state.signs, seatId),
      waiting: withoutSeat(state.waiting, seatId),
    }
  },

  'floor-given': (state, { seated: { seatId, town } }) => {
    if (state.floor.includes(seatId)) return state
    return {
      ...state,
      floor: [...state.floor, seatId],
      hands: withoutSeat(state.hands, seatId),
      turns: { ...state.turns, [town]: (state.turns[town] ?? 0) + 1 },
      muted: without(state.muted, seatId),
    }
  },
  'floor-taken': (state, { seatId }) =>
    state.floor.includes(seatId)
      ? { ...state, floor: without(state.floor, seatId), hands: withoutSeat(state.hands, seatId) }
      : state,
  'hand-raised': (state, { hand }) => {
    const before = state.hands.find((one) => one.seatId === hand.seatId)
    if (state.floor.includes(hand.seatId) || before?.displayName === hand.displayName) return state
    return { ...state, hands: [...withoutSeat(state.hands, hand.seatId), { ...hand, atMs: before?.atMs ?? hand.atMs }] }
  },
  'hand-lowered': (state, { seatId }) =>
    state.hands.some((hand) => hand.seatId === seatId) ? { ...state, hands: withoutSeat(state.hands, seatId) } : state,
  'sign-sent': (state, { sign }) => ({ ...state, signs: [...withoutSeat(state.signs, sign.seatId), sign] }),

  'slide-shown': (state, { slide }) => (isSame(state.slide, slide) ? state : { ...state, slide }),
  'mark-added': (state, { stroke }) => {
    if (!state.slide) return state
    const key = pageKey(state.slide)
    const strokes = withStroke(state.strokes, key, stroke)
    return strokes === state.strokes ? state : { ...state, strokes }
  },
  'marks-cleared': (state) => {
    if (!state.slide) return state
    const { [pageKey(state.slide)]: cleared, ...strokes } = state.strokes
    return cleared ? { ...state, strokes } : state
  },

  'lane-joined': (state, { language, seatId }) => {
    const before = state.lanes.interpreters[language] ?? []
    if (before.includes(seatId)) return state
    return withInterpreters(state, { ...state.lanes.interpreters, [language]: [...before, seatId] })
  },
  'lane-left': (state, { seatId }) => dropLane(state, seatId),
  'lane-taken': (state, { seatId }) => {
    const lane = Object.entries(state.lanes.interpreters).find(([, seats]) => seats.includes(seatId))
    if (!lane || lane[1][0] === seatId) return state
    const [language, seats] = lane
    return withInterpreters(state, { ...state.lanes.interpreters, [language]: [seatId, ...without(seats, seatId)] })
  },
  'lane-sounding': (state, { seatId, isSounding }) => {
    if (state.lanes.sounding.includes(seatId) === isSounding) return state
    const sounding = isSounding ? [...state.lanes.sounding, seatId] : without(state.lanes.sounding, seatId)
    return { ...state, lanes: { ...state.lanes, sounding } }
  },
  'lane-chosen': (state, { seatId, language }) => {
    const { chosen } = state.lanes
    if (seatId in chosen && chosen[seatId] === language) return state
    return { ...state, lanes: { ...state.lanes, chosen: { ...chosen, [seatId]: language } } }
  },
  'lane-mode-set': (state, { mode }) =>
    state.lanes.mode === mode ? state : { ...state, lanes: { ...state.lanes, mode } },

  'question-opened': (state, { asked }) => ({
    ...state,
    question: { asked, isOpen: true, isShown: false, answers: {} },
  }),
  'question-answered': (state, { seated, subject, choices, counts }) => {
    const { question } = state
    if (!question?.isOpen) return state
    const answer = { subject, displayName: seated.displayName, choices, counts }
    return { ...state, question: { ...question, answers: { ...question.answers, [seated.seatId]: answer } } }
  },
  'question-closed': (state) =>
    state.question?.isOpen ? { ...state, question: { ...state.question, isOpen: false } } : state,
  'question-shown': (state, { isShown }) =>
    state.question && state.question.isShown !== isShown
      ? { ...state, question: { ...state.question, isShown } }
      : state,
  'question-dismissed': (state) => (state.question ? { ...state, question: null } : state),

  'chat-mode-set': (state, { mode }) =>
    state.chat.mode === mode ? state : { ...state, chat: { ...state.chat, mode } },
  'chat-written': (state, { message }) => {
    if (state.chat.mode === 'off') return state
    return { ...state, chat: { ...state.chat, messages: [...state.chat.messages, message].slice(-CHAT_MESSAGES_MAX) } }
  },

  'groups-opened': (state, { groups, endsAtMs }) => {
    const members = Object.fromEntries(
      groups.flatMap((seats, group) => seats.map(({ seatId, displayName }) => [seatId, { displayName, group }])),
    )
    return {
      ...state,
      floor: [],
      hands: [],
      groups: { count: groups.length, endsAtMs, members, visiting: {}, helpFrom: [] },
    }
  },
  'group-placed': (state, { seated: { seatId, displayName }, group }) => {
    const { groups } = state
    if (!groups || group >= groups.count) return state
    return { ...state, groups: { ...groups, members: { ...groups.members, [seatId]: { displayName, group } } } }
  },
  'group-visited': (state, { seatId, group }) => {
    const { groups } = state
    if (!groups || (group !== null && group >= groups.count)) return state
    const { [seatId]: _, ...others } = groups.visiting
    const visiting = group === null ? others : { ...others, [seatId]: group }
    return { ...state, groups: { ...groups, visiting, helpFrom: groups.helpFrom.filter((one) => one !== group) } }
  },
  'group-called': (state, { group }) => {
    const { groups } = state
    if (!groups || group >= groups.count || groups.helpFrom.includes(group)) return state
    return { ...state, groups: { ...groups, helpFrom: [...groups.helpFrom, group] } }
  },
  'groups-closed': (state) => (state.groups ? { ...state, groups: null } : state),

  'door-locked': (state, { isLocked }) => (state.isLocked === isLocked ? state : { ...state, isLocked }),
  'door-waited': (state, { visitor }) =>
    state.waiting.some((one) => one.seatId === visitor.seatId)
      ? state
      : { ...state, waiting: [...state.waiting, visitor] },
  'door-left': (state, { seatId }) =>
    state.waiting.some((one) => one.seatId === seatId)
      ? { ...state, waiting: withoutSeat(state.waiting, seatId) }
      : state,
  'seat-muted': (state, { seatId, isMuted }) =>
    state.muted.includes(seatId) === isMuted
      ? state
      : { ...state, muted: isMuted ? [...state.muted, seatId].slice(-KNOWN_MAX) : without(state.muted, seatId) },
  'camera-stopped': (state, { seatId, isStopped }) => {
    const { camerasStopped } = state
    if (camerasStopped.includes(seatId) === isStopped) return state
    const stopped = isStopped ? [...camerasStopped, seatId].slice(-KNOWN_MAX) : without(camerasStopped, seatId)
    return { ...state, camerasStopped: stopped }
  },
  'room-heard': (state, { seatId, atMs }) => ({ ...state, heard: { ...state.heard, [seatId]: atMs } }),
  'recording-set': (state, { recording }) => (isSame(state.recording, recording) ? state : { ...state, recording }),
}

const CLEARED = {
  floor: [],
  hands: [],
  signs: [],
  question: null,
  groups: null,
  chat: { mode: 'off' as const, messages: [] },
  muted: [],
  camerasStopped: [],
  left: [],
  recording: null,
}

function dropLane(state: LiveState, seatId: SeatId): LiveState {
  const lanes = Object.entries(state.lanes.interpreters)
  if (!lanes.some(([, seats]) => seats.includes(seatId))) return state
  const interpreters = Object.fromEntries(lanes.map(([language, seats]) => [language, without(seats, seatId)]))
  const left = withInterpreters(state, interpreters)
  return { ...left, lanes: { ...left.lanes, sounding: without(left.lanes.sounding, seatId) } }
}

/** A lane stays listed when its interpreters are gone: the hub sees which language has no voice. */
function withInterpreters(state: LiveState, interpreters: Record<string, SeatId[]>): LiveState {
  return { ...state, lanes: { ...state.lanes, interpreters } }
}

function without(seats: readonly SeatId[], seatId: SeatId): SeatId[] {
  return seats.filter((one) => one !== seatId)
}

function withoutSeat<Item extends { seatId: SeatId }>(items: readonly Item[], seatId: SeatId): Item[] {
  return items.filter((one) => one.seatId !== seatId)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
