import * as z from 'zod'

import type { LiveView, QuestionOutcome } from '@/domain/live-lesson/view'
import {
  ANSWER_PICTURES,
  CAPABILITIES,
  CHANNEL_MODES,
  CHAT_MODES,
  LESSON_PHASES,
  QUESTION_KINDS,
  REACTIONS,
  RECORDING_PROBLEMS,
  STROKE_COLOURS,
} from '@/domain/live-lesson/vocabulary'

import { epochMs, line, lineOrNothing, linesOrNothing, token, whole } from './bounded'
import { upgradeAnswer } from './earlier-names'
import { subject } from './subject'

/*
 * Schemas of `domain/live-lesson/view`. Clients that have applied the same changes, or received the whole view in the
 * welcome, show the same.
 */

/** A display name in a lesson, or a town. */
export const DISPLAY_NAME_MAX = 80
export const shownName = line(DISPLAY_NAME_MAX)
export const town = lineOrNothing(DISPLAY_NAME_MAX)
/** A name from a ticket; '' if there is none. */
export const nameOrNothing = lineOrNothing(DISPLAY_NAME_MAX)
/** The largest count of anything in one lesson. */
const COUNT_MAX = 1_000_000
const count = whole(0, COUNT_MAX)
/** The most entries of any list in a lesson. */
const LIST_MAX = 20_000
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(LIST_MAX)
const choiceIndex = whole(0, 7)

export const memberId = z.string().regex(/^[A-Za-z0-9_-]{16}$/)

export const lessonStatus = z.strictObject({
  phase: z.enum(LESSON_PHASES),
  liveAtMs: epochMs.nullable(),
  breakTime: z.strictObject({ sinceMs: epochMs, untilMs: epochMs.nullable() }).nullable(),
  absence: z.strictObject({ sinceMs: epochMs, isSuspended: z.boolean() }).nullable(),
  /** Missing in states of an earlier version. */
  canGoOnUntilMs: epochMs.nullable().default(null),
})

export const slideShown = z.strictObject({
  materialId: z.uuid(),
  slideCount: whole(1, 500),
  slideNumber: whole(1, 500),
  isBlack: z.boolean(),
})

export const slideDrawnOn = slideShown.pick({ materialId: true, slideNumber: true })

const coordinate = whole(0, 10_000)
export const pointer = z.strictObject({ x: coordinate, y: coordinate })

export const stroke = z.strictObject({
  strokeId: z.uuid(),
  colour: z.enum(STROKE_COLOURS),
  points: z
    .array(coordinate)
    .min(2)
    .max(1_000)
    .refine((points) => points.length % 2 === 0),
})

export const questionAsked = z.strictObject({
  questionId: z.uuid(),
  /** Empty when it is asked aloud. */
  text: lineOrNothing(300),
  kind: z.enum(QUESTION_KINDS),
  isAnonymous: z.boolean(),
  choices: z
    .array(z.strictObject({ text: lineOrNothing(120), picture: z.enum(ANSWER_PICTURES) }))
    .min(2)
    .max(8)
    .refine((choices) => new Set(choices.map((one) => one.picture)).size === choices.length),
  correct: z.array(choiceIndex).max(8),
})

const chosen = z.array(choiceIndex).max(8)

/**
 * An answer as it is stored: never with a name, which may have changed by the time somebody reads it. Answers from
 * before subjects were stored have only the member id.
 */
const keptAnswer = z.preprocess(
  upgradeAnswer,
  z.union([
    z.strictObject({ subject, choices: chosen }),
    z.strictObject({ memberId, displayName: nameOrNothing.optional(), choices: chosen }),
  ]),
)

const namedAnswer = z.strictObject({ memberId, displayName: nameOrNothing, choices: chosen })

/** More members than ever teach at the same time. */
const ANSWERS_MAX = 10_000

/** A finished question: what was asked, and how many chose each answer. */
export const questionOutcome = z.strictObject({
  asked: questionAsked,
  answered: count,
  totals: z.array(count).max(8),
  /** Who answered what, of a named question. */
  named: z.array(keptAnswer).max(ANSWERS_MAX),
}) satisfies z.ZodType<QuestionOutcome>

export const questionSlice = questionAsked.extend({
  isOpen: z.boolean(),
  isShown: z.boolean(),
  mine: z.array(choiceIndex).nullable(),
  counts: z.array(count).nullable(),
  totals: z.array(count).nullable(),
  answered: count,
  named: z.array(namedAnswer),
})

export const chatText = linesOrNothing(500).min(1)
const chatMessage = z.strictObject({
  messageId: z.uuid(),
  memberId,
  displayName: nameOrNothing,
  text: chatText,
  atMs: epochMs,
  isToCommunicator: z.boolean(),
})

export const languageTag = token(16).min(2)

const namedAt = z.strictObject({ memberId, displayName: nameOrNothing, atMs: epochMs })
const handRaised = z.strictObject({ memberId, town, displayName: nameOrNothing, atMs: epochMs })
const reactionSent = z.strictObject({ memberId, town, reaction: z.enum(REACTIONS), atMs: epochMs })

/** Every slice of the live lesson. `town` is the name of a classroom's municipality, '' for members at home. */
export const liveView = z.strictObject({
  lesson: lessonStatus,
  capabilities: list(z.enum(CAPABILITIES)),
  slide: slideShown.nullable(),
  strokes: list(stroke),
  hands: list(handRaised),
  handPlace: z.int().positive().nullable(),
  floor: list(z.strictObject({ memberId, sinceMs: epochMs })),
  turns: list(z.strictObject({ town, times: count })),
  reactions: list(reactionSent),
  channels: z.strictObject({
    mode: z.enum(CHANNEL_MODES),
    mine: languageTag.nullable(),
    list: list(
      z.strictObject({
        language: languageTag,
        speaking: memberId.nullable(),
        isHeard: z.boolean(),
        isOffered: z.boolean(),
        interpreters: count,
      }),
    ),
  }),
  question: questionSlice.nullable(),
  chat: z.strictObject({ mode: z.enum(CHAT_MODES), messages: list(chatMessage) }),
  groups: z
    .strictObject({
      count,
      endsAtMs: epochMs.nullable(),
      mine: count.nullable(),
      members: list(z.strictObject({ memberId, displayName: nameOrNothing, group: count })),
      helpFrom: list(count),
    })
    .nullable(),
  waitingRoom: z.strictObject({ isLocked: z.boolean(), waiting: list(namedAt) }),
  muted: list(memberId),
  selfMuted: list(memberId),
  camerasStopped: list(memberId),
  departed: list(namedAt),
  returned: list(z.strictObject({ memberId, awayMs: whole(0, Number.MAX_SAFE_INTEGER), atMs: epochMs })),
  heard: list(z.strictObject({ memberId, atMs: epochMs })),
  recording: z.strictObject({ sinceMs: epochMs, problem: z.enum(RECORDING_PROBLEMS).nullable() }).nullable(),
  classroom: memberId.nullable(),
}) satisfies z.ZodType<LiveView>
