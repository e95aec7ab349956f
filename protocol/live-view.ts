import { z } from 'zod'

import { epochMs, line, lineOrNothing, linesOrNothing, token, whole } from './bounded'
import { subject } from './subject'

/*
 * The live lesson as one viewer sees it: slices that the media server replaces whole, each change with the next number.
 * Whoever has applied the same changes, or takes the whole view with the welcome, sees the same.
 */

/** What somebody is called in a lesson, and a town. */
export const DISPLAY_NAME_MAX = 80
export const shownName = line(DISPLAY_NAME_MAX)
const town = lineOrNothing(DISPLAY_NAME_MAX)
/** How many there can be of anything in one lesson. */
const COUNT_MAX = 1_000_000
const count = whole(0, COUNT_MAX)
const choiceIndex = whole(0, 7)

/** A subject's place in one lesson: the same after every return, and no name of hers. */
export const memberId = z.string().regex(/^[A-Za-z0-9_-]{16}$/)
export type MemberId = z.infer<typeof memberId>

export const LESSON_PHASES = ['waiting', 'live', 'ended'] as const
export const lessonSlice = z.strictObject({
  phase: z.enum(LESSON_PHASES),
  liveAtMs: epochMs.nullable(),
  breakTime: z.strictObject({ sinceMs: epochMs, untilMs: epochMs.nullable() }).nullable(),
  /** The communicator's line is lost; after a while the lesson is suspended and attendance stops for all. */
  absence: z.strictObject({ sinceMs: epochMs, isSuspended: z.boolean() }).nullable(),
})
export type LiveLessonState = z.infer<typeof lessonSlice>

export const slideShown = z.strictObject({
  materialId: z.uuid(),
  pageCount: whole(1, 500),
  page: whole(1, 500),
  isBlack: z.boolean(),
})
export type SlideShown = z.infer<typeof slideShown>

/** Share of the page's width or height, in ten-thousandths. */
const coordinate = whole(0, 10_000)
export const pointer = z.strictObject({ x: coordinate, y: coordinate })
export type Pointer = z.infer<typeof pointer>

export const MARK_COLOURS = ['ink', 'sun', 'lingon', 'fjord'] as const
export const stroke = z.strictObject({
  strokeId: z.uuid(),
  colour: z.enum(MARK_COLOURS),
  /** x and y in turn. */
  points: z
    .array(coordinate)
    .min(2)
    .max(1_000)
    .refine((points) => points.length % 2 === 0),
})
export type Stroke = z.infer<typeof stroke>
export const STROKES_MAX = 300

export const REACTIONS = ['understand', 'not-understand', 'slower', 'louder', 'break', 'thanks'] as const
export type Reaction = (typeof REACTIONS)[number]

/** Pictures of answers that need no reading; the same shapes stand on wall and phone. */
export const ANSWER_PICTURES = ['yes', 'no', 'unsure', 'circle', 'triangle', 'square', 'star', 'heart'] as const
export const questionAsked = z.strictObject({
  questionId: z.uuid(),
  text: line(300),
  kind: z.enum(['single', 'multiple']),
  isAnonymous: z.boolean(),
  choices: z
    .array(z.strictObject({ text: lineOrNothing(120), picture: z.enum(ANSWER_PICTURES) }))
    .min(2)
    .max(8)
    .refine((choices) => new Set(choices.map((one) => one.picture)).size === choices.length),
  /** For a quiz: which choices are right. Told to all with the results. */
  correct: z.array(choiceIndex).max(8),
})
export type QuestionAsked = z.infer<typeof questionAsked>

const chosen = z.array(choiceIndex).max(8)

/**
 * Who chose what, as it is kept: never a name, which may be another one when it is looked at. Answers from before
 * subjects were told bear the member id alone.
 */
const keptAnswer = z.union([
  z.strictObject({ subject, choices: chosen }),
  z.strictObject({ memberId, displayName: lineOrNothing(DISPLAY_NAME_MAX).optional(), choices: chosen }),
])

/** Of namesakes each has a member of their own. */
const namedAnswer = z.strictObject({ memberId, displayName: z.string(), choices: chosen })

/** More than anybody teaches at once. */
const ANSWERS_MAX = 10_000

/** A question when it is over: what was asked, and how many chose what. */
export const questionOutcome = z.strictObject({
  asked: questionAsked,
  answered: count,
  totals: z.array(count).max(8),
  /** Who answered what, of a named question. */
  named: z.array(keptAnswer).max(ANSWERS_MAX),
})
export type QuestionOutcome = z.infer<typeof questionOutcome>

export const questionSlice = questionAsked.extend({
  isOpen: z.boolean(),
  isShown: z.boolean(),
  /** What this viewer answered herself; a host's show of hands stands in `counts`. */
  mine: z.array(choiceIndex).nullable(),
  counts: z.array(count).nullable(),
  /** How many chose what; null while the results are not hers to see. */
  totals: z.array(count).nullable(),
  answered: count,
  /** Who answered what, for the communicator of a named question. */
  named: z.array(namedAnswer),
})
export type QuestionView = z.infer<typeof questionSlice>

export const CHAT_MODES = ['off', 'communicator', 'open'] as const
export type ChatMode = (typeof CHAT_MODES)[number]
export const chatText = linesOrNothing(500).min(1)
const chatMessage = z.strictObject({
  messageId: z.uuid(),
  memberId,
  displayName: z.string(),
  text: z.string(),
  atMs: epochMs,
  /** Only its writer and the communicator see it. */
  isToCommunicator: z.boolean(),
})
export type ChatMessage = z.infer<typeof chatMessage>

export const CHANNEL_MODES = ['simultaneous', 'consecutive'] as const
export type ChannelMode = (typeof CHANNEL_MODES)[number]
export const languageTag = token(16).min(2)

const handRaised = z.strictObject({ memberId, town, displayName: z.string(), atMs: epochMs })
export type HandRaised = z.infer<typeof handRaised>
const reactionSent = z.strictObject({ memberId, town, reaction: z.enum(REACTIONS), atMs: epochMs })

/** Every slice of the live lesson. A town is the name of a classroom's municipality, '' for those at home. */
export const liveView = z.strictObject({
  lesson: lessonSlice,
  slide: slideShown.nullable(),
  strokes: z.array(stroke),
  hands: z.array(handRaised),
  /** How often each town has had the floor today. */
  turns: z.array(z.strictObject({ town, times: count })),
  reactions: z.array(reactionSent),
  channels: z.strictObject({
    mode: z.enum(CHANNEL_MODES),
    /** The language that the viewer hears; null for the floor alone. */
    mine: languageTag.nullable(),
    list: z.array(
      z.strictObject({
        language: languageTag,
        /** Whose voice the channel carries; null when its interpreters are gone. */
        voice: memberId.nullable(),
        /** False while the interpreter whose turn it is sends nothing. */
        isHeard: z.boolean(),
        interpreters: count,
      }),
    ),
  }),
  question: questionSlice.nullable(),
  chat: z.strictObject({ mode: z.enum(CHAT_MODES), messages: z.array(chatMessage) }),
  groups: z
    .strictObject({
      count,
      endsAtMs: epochMs.nullable(),
      /** The viewer's own group, or the one that she visits. */
      mine: count.nullable(),
      members: z.array(z.strictObject({ memberId, displayName: z.string(), group: count })),
      helpFrom: z.array(count),
    })
    .nullable(),
  door: z.strictObject({
    isLocked: z.boolean(),
    waiting: z.array(z.strictObject({ memberId, displayName: z.string(), atMs: epochMs })),
  }),
  muted: z.array(memberId),
  camerasStopped: z.array(memberId),
  /** Classrooms that were in the lesson and are gone. */
  left: z.array(z.strictObject({ memberId, displayName: z.string(), atMs: epochMs })),
  /** When each classroom was last heard. */
  heard: z.array(z.strictObject({ memberId, atMs: epochMs })),
  recording: z.strictObject({ sinceMs: epochMs, problem: z.enum(['disk-full', 'stopped']).nullable() }).nullable(),
})
export type LiveView = z.infer<typeof liveView>
export type LiveSlice = keyof LiveView

/** What a page shows before it has been told anything. */
export const EMPTY_LIVE_VIEW: LiveView = {
  lesson: { phase: 'waiting', liveAtMs: null, breakTime: null, absence: null },
  slide: null,
  strokes: [],
  hands: [],
  turns: [],
  reactions: [],
  channels: { mode: 'simultaneous', mine: null, list: [] },
  question: null,
  chat: { mode: 'off', messages: [] },
  groups: null,
  door: { isLocked: false, waiting: [] },
  muted: [],
  camerasStopped: [],
  left: [],
  heard: [],
  recording: null,
}
