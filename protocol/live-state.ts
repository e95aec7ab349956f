import * as z from 'zod'

import { NEW_LIVE_STATE, type LiveState } from '@/domain/live-lesson/state'
import { CHANNEL_MODES, CHAT_MODES } from '@/domain/live-lesson/vocabulary'

import { token } from './bounded'
import {
  languageTag,
  lessonStatus,
  list,
  liveView,
  memberId,
  nameOrNothing,
  questionAsked,
  slideShown,
  stroke,
  town,
} from './live-view'
import { upgradeLiveState } from './earlier-names'
import { subject } from './subject'

const epochMs = z.int().nonnegative()

/** A live lesson as stored in the journal and on other media nodes. */
export const liveState = z.strictObject({
  seq: z.int().nonnegative(),
  lesson: lessonStatus,
  suspendAfterMs: z.int().positive(),
  plan: z
    .strictObject({
      endsAtMs: epochMs,
      forcedEndAtMs: epochMs,
      /** Missing in states of an earlier version. */
      goOnWithinMs: epochMs.default(0),
    })
    .nullable(),
  floor: list(memberId),
  /** Missing in states of an earlier version. */
  floorSince: z.record(memberId, epochMs).default({}),
  hands: liveView.shape.hands,
  turns: z.record(town, z.int()),
  slide: slideShown.nullable(),
  strokes: z.record(token(64), list(stroke)),
  reactions: liveView.shape.reactions,
  channels: z.strictObject({
    mode: z.enum(CHANNEL_MODES),
    interpreters: z.record(languageTag, list(memberId)),
    sounding: list(memberId),
    /** Missing in states of an earlier version. */
    offering: list(memberId).default([]),
    chosen: z.record(memberId, languageTag.nullable()),
  }),
  question: z
    .strictObject({
      asked: questionAsked,
      isOpen: z.boolean(),
      isShown: z.boolean(),
      answers: z.record(
        memberId,
        z.strictObject({
          subject: subject.optional(),
          displayName: nameOrNothing,
          choices: list(z.int()).nullable(),
          counts: list(z.int()).nullable(),
        }),
      ),
    })
    .nullable(),
  chat: z.strictObject({ mode: z.enum(CHAT_MODES), messages: liveView.shape.chat.shape.messages }),
  groups: z
    .strictObject({
      count: z.int().positive(),
      endsAtMs: epochMs.nullable(),
      members: z.record(memberId, z.strictObject({ displayName: nameOrNothing, group: z.int() })),
      visiting: z.record(memberId, z.int()),
      helpFrom: list(z.int()),
    })
    .nullable(),
  isLocked: z.boolean(),
  waiting: liveView.shape.waitingRoom.shape.waiting,
  known: list(memberId),
  removed: list(memberId),
  muted: list(memberId),
  selfMuted: list(memberId).default([]),
  camerasStopped: list(memberId),
  departed: liveView.shape.departed,
  /** Missing in states of an earlier version, like the next. */
  away: z.record(memberId, epochMs).default({}),
  returned: liveView.shape.returned.default([]),
  heard: z.record(memberId, epochMs),
  recording: liveView.shape.recording,
}) satisfies z.ZodType<LiveState>

/**
 * Reads a stored state, which an older or newer release may have written in the middle of a lesson: earlier names are
 * translated, and a slice that is missing or malformed is as in a new lesson.
 * @returns null when even the phase is unknown.
 */
export function readLiveState(kept: unknown): { state: LiveState; forgotten: string[] } | null {
  const slices = z.looseObject({ seq: liveState.shape.seq, lesson: lessonStatus }).safeParse(upgradeLiveState(kept))
  if (!slices.success) return null
  const names = Object.keys(NEW_LIVE_STATE) as (keyof LiveState)[]
  const forgotten = names.filter((name) => !liveState.shape[name].safeParse(slices.data[name]).success)
  const read = names.map((name) => [name, forgotten.includes(name) ? NEW_LIVE_STATE[name] : slices.data[name]])
  return { state: liveState.parse(Object.fromEntries(read)), forgotten }
}
