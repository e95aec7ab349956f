import { canGoOn } from './capabilities'
import type { LiveEvent } from './events'
import { strokesKey, type LiveState } from './state'
import type { MemberId } from './vocabulary'
import { withMemberName } from './with-member-name'
import { withStroke } from './with-stroke'

type Reducers = {
  [Type in LiveEvent['type']]: (state: LiveState, event: Extract<LiveEvent, { type: Type }>) => LiveState
}

const CHAT_MESSAGES_MAX = 200
const KNOWN_MAX = 5_000
/** From this long on, those who lead are told that a participant was away, and a floor is lost: the lesson has gone on. */
const AWAY_LONG_MS = 60_000

/** The lesson's state after `event`: the same object when nothing changed, otherwise with the next number. */
export function reduce(state: LiveState, event: LiveEvent): LiveState {
  const reducer = REDUCERS[event.type] as (state: LiveState, event: LiveEvent) => LiveState
  const next = reducer(state, event)
  if (next === state) return state
  return { ...next, floorSince: sinceOf(next), seq: state.seq + 1 }
}

/** Nobody who has lost the floor is counted on. */
function sinceOf({ floor, floorSince }: LiveState): LiveState['floorSince'] {
  const entries = Object.entries(floorSince)
  const kept = entries.filter(([memberId]) => floor.includes(memberId))
  return kept.length === entries.length ? floorSince : Object.fromEntries(kept)
}

const REDUCERS: Reducers = {
  'plan-told': (state, { plan }) =>
    state.lesson.phase === 'waiting' && !isSame(state.plan, plan) ? { ...state, plan } : state,
  // It is as before anybody came: the same lesson may be planned for later.
  'lesson-not-held': (state) => (state.lesson.phase === 'waiting' && state.plan ? { ...state, plan: null } : state),
  'lesson-started': (state, { atMs, suspendAfterMs, plan }) => {
    if (state.lesson.phase !== 'waiting') return state
    return { ...state, suspendAfterMs, plan, lesson: { ...state.lesson, phase: 'live', liveAtMs: atMs } }
  },
  // The chat, and everything that only the live lesson needed, is deleted when the lesson ends.
  'lesson-ended': (state, { atMs }) => {
    const { lesson, plan } = state
    if (lesson.phase !== 'live') return state
    const canGoOnUntilMs = plan && plan.goOnWithinMs > 0 && atMs < plan.endsAtMs ? atMs + plan.goOnWithinMs : null
    const ended = { ...lesson, phase: 'ended' as const, breakTime: null, absence: null, canGoOnUntilMs }
    return { ...state, lesson: ended, ...CLEARED, waiting: [] }
  },
  'lesson-continued': (state, { atMs }) =>
    canGoOn(state, atMs) ? { ...state, lesson: { ...state.lesson, phase: 'live', canGoOnUntilMs: null } } : state,
  'break-started': (state, { atMs, untilMs }) =>
    state.lesson.phase === 'live' && !state.lesson.breakTime
      ? { ...state, floor: [], lesson: { ...state.lesson, breakTime: { sinceMs: atMs, untilMs } } }
      : state,
  'break-prolonged': (state, { fromMs, untilMs }) => {
    const { breakTime } = state.lesson
    if (!breakTime || breakTime.untilMs !== fromMs || fromMs === untilMs) return state
    return { ...state, lesson: { ...state.lesson, breakTime: { ...breakTime, untilMs } } }
  },
  'break-ended': (state, { atMs }) => {
    const { breakTime, absence } = state.lesson
    if (!breakTime) return state
    // In a break nobody is missed.
    const missed = absence && !absence.isSuspended ? { ...absence, sinceMs: Math.max(absence.sinceMs, atMs) } : absence
    return { ...state, lesson: { ...state.lesson, breakTime: null, absence: missed } }
  },
  'communicator-lost': (state, { atMs }) =>
    state.lesson.phase === 'live' && !state.lesson.absence
      ? { ...state, lesson: { ...state.lesson, absence: { sinceMs: atMs, isSuspended: false } } }
      : state,
  'communicator-back': (state) =>
    state.lesson.absence ? { ...state, lesson: { ...state.lesson, absence: null } } : state,
  'lesson-suspended': (state) => {
    const { absence } = state.lesson
    if (!absence || absence.isSuspended) return state
    // Nobody is left who could end the break.
    const lesson = { ...state.lesson, breakTime: null, absence: { ...absence, isSuspended: true } }
    return { ...state, lesson }
  },

  'member-entered': (state, { memberId, atMs }) => {
    const departed = state.departed.find((one) => one.memberId === memberId)
    if (state.known.includes(memberId) && !departed) return state
    const known = [...without(state.known, memberId), memberId].slice(-KNOWN_MAX)
    const wasLong = departed !== undefined && atMs - departed.atMs >= AWAY_LONG_MS
    const floor = wasLong ? without(state.floor, memberId) : state.floor
    return { ...state, known, floor, departed: withoutMember(state.departed, memberId) }
  },
  'member-named': (state, { memberId, displayName }) => withMemberName(state, memberId, displayName),
  'classroom-left': (state, { classroom }) => ({
    ...state,
    departed: [...withoutMember(state.departed, classroom.memberId), classroom],
  }),
  'member-away': (state, { memberId, atMs }) =>
    state.lesson.phase === 'live' ? { ...state, away: { ...state.away, [memberId]: atMs } } : state,
  'member-returned': (state, { memberId, atMs }) => {
    const { [memberId]: sinceMs, ...away } = state.away
    if (sinceMs === undefined) return state
    const awayMs = atMs - sinceMs
    // A reload is no news.
    if (awayMs < AWAY_LONG_MS) return { ...state, away }
    const others = withoutMember(state.returned, memberId)
    const floor = without(state.floor, memberId)
    return { ...state, away, floor, returned: [...others, { memberId, awayMs, atMs }].slice(-KNOWN_MAX) }
  },
  'member-left': (state, { memberId }) => {
    const dropped = dropChannel(notAway(state, memberId), memberId)
    const hasHand = state.hands.some((hand) => hand.memberId === memberId)
    if (dropped === state && !hasHand && !state.floor.includes(memberId)) return state
    return { ...dropped, hands: withoutMember(state.hands, memberId), floor: without(state.floor, memberId) }
  },
  'member-removed': (state, { memberId }) => {
    if (state.removed.includes(memberId)) return state
    return {
      ...dropChannel(state, memberId),
      removed: [...state.removed, memberId].slice(-KNOWN_MAX),
      known: without(state.known, memberId),
      floor: without(state.floor, memberId),
      hands: withoutMember(state.hands, memberId),
      reactions: withoutMember(state.reactions, memberId),
      waiting: withoutMember(state.waiting, memberId),
    }
  },

  'floor-given': (state, { member: { memberId, town }, atMs }) => {
    if (state.floor.includes(memberId)) return state
    return {
      ...state,
      floor: [...state.floor, memberId],
      floorSince: { ...state.floorSince, [memberId]: atMs },
      hands: withoutMember(state.hands, memberId),
      turns: { ...state.turns, [town]: (state.turns[town] ?? 0) + 1 },
      muted: without(state.muted, memberId),
    }
  },
  'floor-taken': (state, { memberId }) =>
    state.floor.includes(memberId)
      ? { ...state, floor: without(state.floor, memberId), hands: withoutMember(state.hands, memberId) }
      : state,
  'hand-raised': (state, { hand }) => {
    const before = state.hands.find((one) => one.memberId === hand.memberId)
    if (state.floor.includes(hand.memberId) || before?.displayName === hand.displayName) return state
    return {
      ...state,
      hands: [...withoutMember(state.hands, hand.memberId), { ...hand, atMs: before?.atMs ?? hand.atMs }],
    }
  },
  'hand-lowered': (state, { memberId }) =>
    state.hands.some((hand) => hand.memberId === memberId)
      ? { ...state, hands: withoutMember(state.hands, memberId) }
      : state,
  'reaction-sent': (state, { reaction }) => ({
    ...state,
    reactions: [...withoutMember(state.reactions, reaction.memberId), reaction],
  }),

  'slide-shown': (state, { slide }) => (isSame(state.slide, slide) ? state : { ...state, slide }),
  'stroke-added': (state, { slide, stroke }) => {
    const strokes = withStroke(state.strokes, strokesKey(slide), stroke)
    return strokes === state.strokes ? state : { ...state, strokes }
  },
  'strokes-cleared': (state, { slide }) => {
    const { [strokesKey(slide)]: cleared, ...strokes } = state.strokes
    return cleared ? { ...state, strokes } : state
  },

  'channel-joined': (state, { language, memberId }) => {
    const before = state.channels.interpreters[language] ?? []
    if (before.includes(memberId)) return state
    return withInterpreters(state, { ...state.channels.interpreters, [language]: [...before, memberId] })
  },
  'channel-left': (state, { memberId }) => dropChannel(state, memberId),
  'channel-taken': (state, { memberId }) => {
    const channel = Object.entries(state.channels.interpreters).find(([, members]) => members.includes(memberId))
    if (!channel || channel[1][0] === memberId) return state
    const [language, members] = channel
    return withInterpreters(state, {
      ...state.channels.interpreters,
      [language]: [memberId, ...without(members, memberId)],
    })
  },
  'channel-offered': (state, { memberId, isOffered }) => {
    const { interpreters, offering } = state.channels
    if (offering.includes(memberId) === isOffered || !speaks(interpreters, memberId)) return state
    const next = isOffered ? [...offering, memberId] : without(offering, memberId)
    return { ...state, channels: { ...state.channels, offering: next } }
  },
  'channel-sounding': (state, { memberId, isSounding }) => {
    if (state.channels.sounding.includes(memberId) === isSounding) return state
    const sounding = isSounding ? [...state.channels.sounding, memberId] : without(state.channels.sounding, memberId)
    return { ...state, channels: { ...state.channels, sounding } }
  },
  'channel-chosen': (state, { memberId, language }) => {
    const { chosen } = state.channels
    if (memberId in chosen && chosen[memberId] === language) return state
    return { ...state, channels: { ...state.channels, chosen: { ...chosen, [memberId]: language } } }
  },
  'channel-mode-set': (state, { mode }) =>
    state.channels.mode === mode ? state : { ...state, channels: { ...state.channels, mode } },

  'question-opened': (state, { asked }) =>
    state.question?.asked.questionId === asked.questionId
      ? state
      : { ...state, question: { asked, isOpen: true, isShown: false, answers: {} } },
  'question-answered': (state, { member, subject, choices, counts }) => {
    const { question } = state
    if (!question?.isOpen) return state
    const answer = { subject, displayName: member.displayName, choices, counts }
    return { ...state, question: { ...question, answers: { ...question.answers, [member.memberId]: answer } } }
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
    const isKnown = state.chat.messages.some(({ messageId }) => messageId === message.messageId)
    if (state.chat.mode === 'off' || isKnown) return state
    return { ...state, chat: { ...state.chat, messages: [...state.chat.messages, message].slice(-CHAT_MESSAGES_MAX) } }
  },

  'groups-opened': (state, { groups, endsAtMs }) => {
    const members = Object.fromEntries(
      groups.flatMap((members, group) =>
        members.map(({ memberId, displayName }) => [memberId, { displayName, group }]),
      ),
    )
    if (state.groups?.count === groups.length && isSame(state.groups.members, members)) return state
    return {
      ...state,
      floor: [],
      hands: [],
      groups: { count: groups.length, endsAtMs, members, visiting: {}, helpFrom: [] },
    }
  },
  'group-placed': (state, { member: { memberId, displayName }, group }) => {
    const { groups } = state
    if (!groups || group >= groups.count) return state
    return { ...state, groups: { ...groups, members: { ...groups.members, [memberId]: { displayName, group } } } }
  },
  'group-visited': (state, { memberId, group }) => {
    const { groups } = state
    if (!groups || (group !== null && group >= groups.count)) return state
    const { [memberId]: _, ...others } = groups.visiting
    const visiting = group === null ? others : { ...others, [memberId]: group }
    return { ...state, groups: { ...groups, visiting, helpFrom: groups.helpFrom.filter((one) => one !== group) } }
  },
  'group-called': (state, { group }) => {
    const { groups } = state
    if (!groups || group >= groups.count || groups.helpFrom.includes(group)) return state
    return { ...state, groups: { ...groups, helpFrom: [...groups.helpFrom, group] } }
  },
  'groups-closed': (state) => (state.groups ? { ...state, groups: null } : state),

  'lesson-locked': (state, { isLocked }) => (state.isLocked === isLocked ? state : { ...state, isLocked }),
  'visitor-waiting': (state, { visitor }) =>
    state.waiting.some((one) => one.memberId === visitor.memberId)
      ? state
      : { ...state, waiting: [...state.waiting, visitor] },
  'visitor-left': (state, { memberId }) =>
    state.waiting.some((one) => one.memberId === memberId)
      ? { ...state, waiting: withoutMember(state.waiting, memberId) }
      : state,
  'member-muted': (state, { memberId, isMuted }) => {
    const muted = withOrWithout(state.muted, memberId, isMuted)
    return muted === state.muted ? state : { ...state, muted }
  },
  'classroom-muted': (state, { memberId, isMuted }) => {
    const selfMuted = withOrWithout(state.selfMuted, memberId, isMuted)
    return selfMuted === state.selfMuted ? state : { ...state, selfMuted }
  },
  'camera-stopped': (state, { memberId, isStopped }) => {
    const camerasStopped = withOrWithout(state.camerasStopped, memberId, isStopped)
    return camerasStopped === state.camerasStopped ? state : { ...state, camerasStopped }
  },
  'classroom-heard': (state, { memberId, atMs }) => ({ ...state, heard: { ...state.heard, [memberId]: atMs } }),
  'recording-set': (state, { recording }) => (isSame(state.recording, recording) ? state : { ...state, recording }),
}

const CLEARED = {
  floor: [],
  hands: [],
  reactions: [],
  question: null,
  groups: null,
  chat: { mode: 'off' as const, messages: [] },
  muted: [],
  selfMuted: [],
  camerasStopped: [],
  departed: [],
  away: {},
  returned: [],
  recording: null,
}

function notAway(state: LiveState, memberId: MemberId): LiveState {
  if (!(memberId in state.away)) return state
  const { [memberId]: _, ...away } = state.away
  return { ...state, away }
}

function dropChannel(state: LiveState, memberId: MemberId): LiveState {
  const channels = Object.entries(state.channels.interpreters)
  if (!channels.some(([, members]) => members.includes(memberId))) return state
  const interpreters = Object.fromEntries(channels.map(([language, members]) => [language, without(members, memberId)]))
  const dropped = withInterpreters(state, interpreters)
  return { ...dropped, channels: { ...dropped.channels, sounding: without(dropped.channels.sounding, memberId) } }
}

/**
 * A channel stays listed when its interpreters are gone, so that the hub sees which language has no voice. Somebody who
 * no longer speaks offers nothing.
 */
function withInterpreters(state: LiveState, interpreters: Record<string, MemberId[]>): LiveState {
  const offering = state.channels.offering.filter((memberId) => speaks(interpreters, memberId))
  return { ...state, channels: { ...state.channels, interpreters, offering } }
}

function speaks(interpreters: Record<string, MemberId[]>, memberId: MemberId): boolean {
  return Object.values(interpreters).some(([speaking]) => speaking === memberId)
}

function without(members: readonly MemberId[], memberId: MemberId): MemberId[] {
  return members.filter((one) => one !== memberId)
}

function withOrWithout(members: MemberId[], memberId: MemberId, isWith: boolean): MemberId[] {
  if (members.includes(memberId) === isWith) return members
  return isWith ? [...members, memberId].slice(-KNOWN_MAX) : without(members, memberId)
}

function withoutMember<Item extends { memberId: MemberId }>(items: readonly Item[], memberId: MemberId): Item[] {
  return items.filter((one) => one.memberId !== memberId)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
