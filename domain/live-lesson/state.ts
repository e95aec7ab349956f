import type {
  ChatMessage,
  HandRaised,
  LessonStatus,
  NamedAt,
  QuestionAsked,
  ReactionSent,
  Recording,
  Returned,
  SlideDrawnOn,
  SlideShown,
  Stroke,
} from './view'
import type { LessonPlan } from './events'
import type { ChannelMode, ChatMode, MemberId, Subject } from './vocabulary'

/**
 * The state of a live lesson, apart from connections and media. It changes only through `reduce`. The journal stores
 * this same shape, so a lesson continues where it was. Times are epoch ms.
 */
export type LiveState = {
  /** Number of the last change. */
  seq: number
  lesson: LessonStatus
  /** How long the communicator may be disconnected before the lesson is suspended, from that day's rules. */
  suspendAfterMs: number
  /** Null until a ticket tells it. */
  plan: LessonPlan | null
  floor: MemberId[]
  /** Since when each of them has had it. */
  floorSince: Record<MemberId, number>
  hands: HandRaised[]
  turns: Record<string, number>
  slide: SlideShown | null
  /** By slide, as `strokesKey` names it. */
  strokes: Record<string, Stroke[]>
  reactions: ReactionSent[]
  channels: {
    mode: ChannelMode
    /** Interpreters of each language; the first one speaks, the others are ready to take over. */
    interpreters: Record<string, MemberId[]>
    /** Interpreters whose microphone is open. */
    sounding: MemberId[]
    /** Of those who speak, the ones who wait for another of their channel to take over. */
    offering: MemberId[]
    /**
     * Channels that listeners chose explicitly; null for the floor. For all others their language selects the channel.
     */
    chosen: Record<MemberId, string | null>
  }
  question: {
    asked: QuestionAsked
    isOpen: boolean
    isShown: boolean
    answers: Record<MemberId, Answer>
  } | null
  chat: { mode: ChatMode; messages: ChatMessage[] }
  groups: {
    count: number
    endsAtMs: number | null
    members: Record<MemberId, { displayName: string; group: number }>
    /** The group that each member who teaches or interprets is visiting. */
    visiting: Record<MemberId, number>
    helpFrom: number[]
  } | null
  isLocked: boolean
  waiting: NamedAt[]
  /** Members who have been in the lesson: they may enter a locked one. */
  known: MemberId[]
  removed: MemberId[]
  muted: MemberId[]
  /** Classrooms whose host has muted them. */
  selfMuted: MemberId[]
  camerasStopped: MemberId[]
  departed: NamedAt[]
  /** Since when participants who have not left are away. */
  away: Record<MemberId, number>
  returned: Returned[]
  heard: Record<MemberId, number>
  recording: Recording | null
}

/** `choices` of one person, or `counts` of a classroom's show of hands. */
type Answer = {
  /** Missing in states written before answers were stored by subject. */
  subject?: Subject | undefined
  displayName: string
  choices: number[] | null
  counts: number[] | null
}

/** The default for tickets that do not set it. */
export const SUSPEND_AFTER_MS = 600_000

/** A lesson that has not started. */
export const NEW_LIVE_STATE: LiveState = {
  seq: 0,
  lesson: { phase: 'waiting', liveAtMs: null, breakTime: null, absence: null, canGoOnUntilMs: null },
  suspendAfterMs: SUSPEND_AFTER_MS,
  plan: null,
  floor: [],
  floorSince: {},
  hands: [],
  turns: {},
  slide: null,
  strokes: {},
  reactions: [],
  channels: { mode: 'simultaneous', interpreters: {}, sounding: [], offering: [], chosen: {} },
  question: null,
  chat: { mode: 'off', messages: [] },
  groups: null,
  isLocked: false,
  waiting: [],
  known: [],
  removed: [],
  muted: [],
  selfMuted: [],
  camerasStopped: [],
  departed: [],
  away: {},
  returned: [],
  heard: {},
  recording: null,
}

/**
 * What another media node needs to take over a live lesson, or null when it has ended. Chat and recording are left out:
 * the chat must be deleted with the lesson, the recording is a file on this node's disk.
 */
export function replicatedState(state: LiveState): LiveState | null {
  if (state.lesson.phase === 'ended') return null
  return { ...state, chat: { ...state.chat, messages: [] }, recording: null }
}

/** The key of a slide's strokes: material and slide number. */
export function strokesKey(slide: SlideDrawnOn): string {
  return `${slide.materialId}/${slide.slideNumber}`
}

/** After a restart nobody is connected yet: interpreters are silent, and visitors knock again automatically. */
export function resetConnections(state: LiveState): LiveState {
  return { ...state, waiting: [], channels: { ...state.channels, sounding: [] } }
}
