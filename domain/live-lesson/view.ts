import type {
  AnswerPicture,
  Capability,
  ChannelMode,
  ChatMode,
  LessonPhase,
  MemberId,
  QUESTION_KINDS,
  Reaction,
  RECORDING_PROBLEMS,
  STROKE_COLOURS,
  Subject,
} from './vocabulary'

/*
 * The live lesson as one viewer sees it: slices that the media server replaces whole, each change with the next number.
 * Times are the media server's, in epoch ms. `town` is the name of a classroom's municipality, '' for members at home.
 */

export type LessonStatus = {
  phase: LessonPhase
  liveAtMs: number | null
  breakTime: { sinceMs: number; untilMs: number | null } | null
  /**
   * Set while the communicator is disconnected; after a while the lesson is suspended and attendance stops for
   * everyone.
   */
  absence: { sinceMs: number; isSuspended: boolean } | null
  /** Until when an ended lesson can go on; null when it cannot. */
  canGoOnUntilMs: number | null
}

export type SlideShown = { materialId: string; slideCount: number; slideNumber: number; isBlack: boolean }
export type SlideDrawnOn = Pick<SlideShown, 'materialId' | 'slideNumber'>

/** Shares of a slide's width and height, in ten-thousandths. */
export type Pointer = { x: number; y: number }
/** `points`: x and y in turn, in ten-thousandths of the slide. */
export type Stroke = { strokeId: string; colour: (typeof STROKE_COLOURS)[number]; points: number[] }

export type HandRaised = { memberId: MemberId; town: string; displayName: string; atMs: number }
export type ReactionSent = { memberId: MemberId; town: string; reaction: Reaction; atMs: number }

export type QuestionAsked = {
  questionId: string
  text: string
  kind: (typeof QUESTION_KINDS)[number]
  isAnonymous: boolean
  choices: { text: string; picture: AnswerPicture }[]
  /** For a quiz: the correct choices. Part of the results. */
  correct: number[]
}

export type QuestionView = QuestionAsked & {
  isOpen: boolean
  isShown: boolean
  /** This viewer's answer; a host's show of hands is in `counts`. */
  mine: number[] | null
  counts: number[] | null
  /** The number of answers for each choice; null while the viewer may not see the results. */
  totals: number[] | null
  answered: number
  /** Who answered what, for the communicator of a named question. */
  named: { memberId: MemberId; displayName: string; choices: number[] }[]
}

/** A finished question: what was asked, and how many chose what. Answers to a named one are stored without names. */
export type QuestionOutcome = {
  asked: QuestionAsked
  answered: number
  totals: number[]
  named: (
    | { subject: Subject; choices: number[] }
    | { memberId: MemberId; displayName?: string | undefined; choices: number[] }
  )[]
}

export type ChatMessage = {
  messageId: string
  memberId: MemberId
  displayName: string
  text: string
  atMs: number
  /** Only its writer and the communicator see it. */
  isToCommunicator: boolean
}

export type Channel = {
  language: string
  /** The interpreter whose voice the channel carries; null when all are gone. */
  speaking: MemberId | null
  /** False while the interpreter whose turn it is sends nothing. */
  isHeard: boolean
  /** The one who speaks waits for another interpreter to take over. */
  isOffered: boolean
  interpreters: number
}

/** A member with the name that others see, at one moment. */
export type NamedAt = { memberId: MemberId; displayName: string; atMs: number }

/** For how long a participant was away, and when they came back. */
export type Returned = { memberId: MemberId; awayMs: number; atMs: number }

export type Recording = { sinceMs: number; problem: (typeof RECORDING_PROBLEMS)[number] | null }

export type LiveView = {
  lesson: LessonStatus
  /** What the viewer may do now; the server enforces the same list. */
  capabilities: Capability[]
  slide: SlideShown | null
  strokes: Stroke[]
  hands: HandRaised[]
  /** The viewer's place in the queue of raised hands, from 1; null without a hand, and for those who see the whole queue. */
  handPlace: number | null
  /** Since when each member has had the floor. */
  floor: { memberId: MemberId; sinceMs: number }[]
  /** How often each town has had the floor today. */
  turns: { town: string; times: number }[]
  reactions: ReactionSent[]
  channels: {
    mode: ChannelMode
    /** The language that the viewer hears; null for the floor alone. */
    mine: string | null
    list: Channel[]
  }
  question: QuestionView | null
  chat: { mode: ChatMode; messages: ChatMessage[] }
  groups: {
    count: number
    endsAtMs: number | null
    /** The viewer's own group, or the one that they are visiting. */
    mine: number | null
    members: { memberId: MemberId; displayName: string; group: number }[]
    helpFrom: number[]
  } | null
  waitingRoom: { isLocked: boolean; waiting: NamedAt[] }
  muted: MemberId[]
  /** Classrooms whose host has muted them. */
  selfMuted: MemberId[]
  camerasStopped: MemberId[]
  /** Classrooms that were in the lesson and are gone. */
  departed: NamedAt[]
  /** Participants who were away for a while and came back by themselves. */
  returned: Returned[]
  /** When each classroom was last heard. */
  heard: { memberId: MemberId; atMs: number }[]
  recording: Recording | null
  /** The host's own classroom; null for everybody else, and while its screen is not in the lesson. */
  classroom: MemberId | null
}
export type LiveSlice = keyof LiveView

/** What a page renders before it has received anything. */
export const EMPTY_LIVE_VIEW: LiveView = {
  lesson: { phase: 'waiting', liveAtMs: null, breakTime: null, absence: null, canGoOnUntilMs: null },
  capabilities: [],
  slide: null,
  strokes: [],
  hands: [],
  handPlace: null,
  floor: [],
  turns: [],
  reactions: [],
  channels: { mode: 'simultaneous', mine: null, list: [] },
  question: null,
  chat: { mode: 'off', messages: [] },
  groups: null,
  waitingRoom: { isLocked: false, waiting: [] },
  muted: [],
  selfMuted: [],
  camerasStopped: [],
  departed: [],
  returned: [],
  heard: [],
  recording: null,
  classroom: null,
}
