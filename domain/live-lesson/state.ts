import type {
  ChatMessage,
  HandRaised,
  LessonStatus,
  NamedAt,
  QuestionAsked,
  ReactionSent,
  Recording,
  SlideShown,
  Stroke,
} from './view'
import type { ChannelMode, ChatMode, MemberId, Subject } from './vocabulary'

/**
 * Everything that is so in a live lesson, apart from connections and media. It changes only through `reduce`, and its
 * record in the journal is this same shape, so a lesson continues where it was. Times are epoch ms.
 */
export type LiveState = {
  /** Number of the last change. */
  seq: number
  lesson: LessonStatus
  /** How long the communicator may be away before the lesson is suspended, from the rules of the day. */
  suspendAfterMs: number
  floor: MemberId[]
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
    /** What listeners chose themselves; null for the floor. Of all others, their language picks the channel. */
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
    /** Which group those that teach or interpret are in now. */
    visiting: Record<MemberId, number>
    helpFrom: number[]
  } | null
  isLocked: boolean
  waiting: NamedAt[]
  /** Members that were in the lesson once: a locked lesson opens for them. */
  known: MemberId[]
  removed: MemberId[]
  muted: MemberId[]
  camerasStopped: MemberId[]
  departed: NamedAt[]
  heard: Record<MemberId, number>
  recording: Recording | null
}

/** `choices` of one person, or `counts` of a classroom's show of hands. */
type Answer = {
  /** Missing in what was written before answers were kept by subject. */
  subject?: Subject | undefined
  displayName: string
  choices: number[] | null
  counts: number[] | null
}

/** Where a ticket does not say it. */
export const SUSPEND_AFTER_MS = 600_000

/** A lesson that nobody has begun. */
export const NEW_LIVE_STATE: LiveState = {
  seq: 0,
  lesson: { phase: 'waiting', liveAtMs: null, breakTime: null, absence: null },
  suspendAfterMs: SUSPEND_AFTER_MS,
  floor: [],
  hands: [],
  turns: {},
  slide: null,
  strokes: {},
  reactions: [],
  channels: { mode: 'simultaneous', interpreters: {}, sounding: [], chosen: {} },
  question: null,
  chat: { mode: 'off', messages: [] },
  groups: null,
  isLocked: false,
  waiting: [],
  known: [],
  removed: [],
  muted: [],
  camerasStopped: [],
  departed: [],
  heard: {},
  recording: null,
}

/**
 * What another media node needs to take over a live lesson, or null when it has ended. Chat and recording stay where
 * they are: the one must be gone with the lesson, the other is a file on a disk.
 */
export function replicatedState(state: LiveState): LiveState | null {
  if (state.lesson.phase === 'ended') return null
  return { ...state, chat: { ...state.chat, messages: [] }, recording: null }
}

/** Strokes belong to one slide of one material. */
export function strokesKey(slide: Pick<SlideShown, 'materialId' | 'slideNumber'>): string {
  return `${slide.materialId}/${slide.slideNumber}`
}

/** After a restart nobody is connected yet: interpreters are silent, and visitors ask again by themselves. */
export function resetConnections(state: LiveState): LiveState {
  return { ...state, waiting: [], channels: { ...state.channels, sounding: [] } }
}
