import { capabilitiesOf, type Self } from './capabilities'
import { fairOrder } from './fair-order'
import { strokesKey, type LiveState } from './state'
import { textOf } from './text-of'
import { EMPTY_LIVE_VIEW, type LiveSlice, type LiveView, type QuestionView } from './view'
import type { MemberId } from './vocabulary'

export type Viewer = Self & {
  /** The language that selects their channel until they choose one. */
  language: string | null
  /** The member id of the host's classroom; null while its screen is not in the lesson. */
  classroom?: () => MemberId | null
}

/** A viewer's view of the lesson. Those who lead see everything; the others see the lesson and what concerns them. */
export function viewFor(state: LiveState, viewer: Viewer): LiveView {
  const capabilities = capabilitiesOf(viewer, state)
  if (viewer.role === 'visitor' || viewer.role === 'check')
    return { ...EMPTY_LIVE_VIEW, lesson: state.lesson, capabilities }
  const leads = viewer.role === 'communicator'
  const own = <Item extends { memberId: MemberId }>(items: Item[]) =>
    leads ? items : orNothing(items.filter((one) => one.memberId === viewer.memberId))
  const classroom = viewer.role === 'host' ? (viewer.classroom?.() ?? null) : null
  // What concerns their classroom concerns the host.
  const ownId = classroom ?? viewer.memberId
  const ownMembers = (members: MemberId[]) => (leads ? members : orNothing(members.filter((one) => one === ownId)))
  return {
    lesson: state.lesson,
    capabilities,
    slide: state.slide,
    strokes: state.slide ? (state.strokes[strokesKey(state.slide)] ?? NOTHING) : NOTHING,
    hands: viewer.role === 'host' ? handsOf(state, classroom) : own(state.hands),
    handPlace: leads || viewer.role === 'host' ? null : handPlaceOf(state, viewer.memberId),
    floor: leads ? floorOf(state) : NOTHING,
    turns: leads ? turnsOf(state) : NOTHING,
    reactions: own(state.reactions),
    channels: viewChannels(state, viewer),
    question: viewQuestion(state, viewer, leads),
    chat: viewChat(state, viewer, leads),
    groups: viewGroups(state, viewer, leads),
    waitingRoom: leads ? { isLocked: state.isLocked, waiting: state.waiting } : EMPTY_LIVE_VIEW.waitingRoom,
    muted: ownMembers(state.muted),
    selfMuted: ownMembers(state.selfMuted),
    camerasStopped: ownMembers(state.camerasStopped),
    departed: leads ? state.departed : NOTHING,
    returned: leads ? state.returned : NOTHING,
    heard: leads ? Object.entries(state.heard).map(([memberId, atMs]) => ({ memberId, atMs })) : NOTHING,
    recording: state.recording,
    classroom,
  }
}

/** One shared object for all viewers who see nothing, so that comparing by reference suffices. */
const NOTHING: never[] = []

function orNothing<Item>(items: Item[]): Item[] {
  return items.length > 0 ? items : NOTHING
}

function turnsOf({ turns }: LiveState): LiveView['turns'] {
  return Object.entries(turns).map(([town, times]) => ({ town, times }))
}

function floorOf({ floor, floorSince }: LiveState): LiveView['floor'] {
  return floor.flatMap((memberId) => {
    const sinceMs = floorSince[memberId]
    return sinceMs === undefined ? [] : [{ memberId, sinceMs }]
  })
}

type Queue = { turns: LiveState['turns']; memberIds: MemberId[] }
const QUEUES = new WeakMap<LiveState['hands'], Queue>()

/** In the order in which the cockpit offers the floor, computed once for all viewers. */
function handPlaceOf(state: LiveState, memberId: MemberId): number | null {
  const { hands, turns } = state
  if (hands.length === 0) return null
  let queue = QUEUES.get(hands)
  if (queue?.turns !== turns) {
    queue = { turns, memberIds: fairOrder(hands, turnsOf(state)).map((hand) => hand.memberId) }
    QUEUES.set(hands, queue)
  }
  const at = queue.memberIds.indexOf(memberId)
  return at === -1 ? null : at + 1
}

/** A host sees who waits in their own classroom, and nobody from elsewhere. */
function handsOf({ hands }: LiveState, classroom: MemberId | null): LiveView['hands'] {
  return orNothing(hands.filter((one) => one.memberId === classroom))
}

/** The slices in which two views differ, with their new values. */
export function changedSlices(before: LiveView, after: LiveView): Partial<LiveView> {
  const slices = Object.keys(after) as LiveSlice[]
  const changed = slices.filter(
    (slice) => before[slice] !== after[slice] && textOf(before[slice]) !== textOf(after[slice]),
  )
  return Object.fromEntries(changed.map((slice) => [slice, after[slice]]))
}

/** The channel that somebody hears; null for the floor. Interpreters hear the floor. */
export function channelOf({ channels }: LiveState, viewer: Viewer): string | null {
  const chosen = channels.chosen[viewer.memberId]
  if (chosen !== undefined) return chosen
  if (viewer.role === 'interpreter' || viewer.language === null) return null
  return viewer.language in channels.interpreters ? viewer.language : null
}

const CHANNELS = new WeakMap<object, LiveView['channels']['list']>()

function viewChannels(state: LiveState, viewer: Viewer): LiveView['channels'] {
  const { channels } = state
  const list = CHANNELS.get(channels) ?? listChannels(channels)
  CHANNELS.set(channels, list)
  return { mode: channels.mode, mine: channelOf(state, viewer), list }
}

function listChannels(channels: LiveState['channels']): LiveView['channels']['list'] {
  const list = Object.entries(channels.interpreters).map(([language, members]) => {
    const speaking = members[0] ?? null
    return {
      language,
      speaking,
      isHeard: speaking !== null && channels.sounding.includes(speaking),
      isOffered: speaking !== null && channels.offering.includes(speaking),
      interpreters: members.length,
    }
  })
  return list.toSorted((a, b) => (a.language < b.language ? -1 : 1))
}

type Question = NonNullable<LiveState['question']>
type Counted = { answered: number; totals: number[]; named: QuestionView['named'] }
const COUNTED = new WeakMap<Question, Counted>()

/** The counts of a question so far, computed once for all viewers. */
export function countedOf(question: Question): Counted {
  const counted = COUNTED.get(question) ?? countAnswers(question)
  COUNTED.set(question, counted)
  return counted
}

function countAnswers({ asked, answers }: Question): Counted {
  const given = Object.entries(answers).map(([memberId, answer]) => ({ memberId, ...answer }))
  return {
    answered: given.length,
    totals: asked.choices.map((_, choice) =>
      given.reduce((sum, { choices, counts }) => sum + (counts?.[choice] ?? (choices?.includes(choice) ? 1 : 0)), 0),
    ),
    named: asked.isAnonymous
      ? []
      : given.flatMap(({ memberId, displayName, choices }) => (choices ? [{ memberId, displayName, choices }] : [])),
  }
}

function viewQuestion(state: LiveState, viewer: Viewer, leads: boolean): QuestionView | null {
  if (!state.question) return null
  const { asked, isOpen, isShown, answers } = state.question
  const { totals, answered, named } = countedOf(state.question)
  const seesResults = leads || isShown
  return {
    ...asked,
    correct: seesResults ? asked.correct : [],
    isOpen,
    isShown,
    mine: answers[viewer.memberId]?.choices ?? null,
    counts: answers[viewer.memberId]?.counts ?? null,
    totals: seesResults ? totals : null,
    answered,
    named: leads ? named : [],
  }
}

function viewChat({ chat }: LiveState, viewer: Viewer, leads: boolean): LiveView['chat'] {
  const messages = chat.messages.filter(
    (message) => leads || message.memberId === viewer.memberId || (!message.isToCommunicator && chat.mode === 'open'),
  )
  // The same object when nothing is hidden from the viewer, so that it is compared and serialised once.
  return messages.length === chat.messages.length ? chat : { mode: chat.mode, messages }
}

function viewGroups({ groups }: LiveState, viewer: Viewer, leads: boolean): LiveView['groups'] {
  if (!groups) return null
  const mine = groups.members[viewer.memberId]?.group ?? groups.visiting[viewer.memberId] ?? null
  const members = Object.entries(groups.members)
    .map(([memberId, member]) => ({ memberId, ...member }))
    .filter(({ group }) => leads || group === mine)
  return { count: groups.count, endsAtMs: groups.endsAtMs, mine, members, helpFrom: leads ? groups.helpFrom : [] }
}
