import { z } from 'zod'

import {
  CHAT_MODES,
  languageTag,
  CHANNEL_MODES,
  lessonSlice,
  liveView,
  questionAsked,
  memberId,
  slideShown,
  stroke,
} from '@/protocol/live-view'
import { subject } from '@/protocol/subject'

const epochMs = z.int().nonnegative()

/**
 * Everything that is so in a live lesson, apart from connections and media. It changes only through `reduceLive`, and its
 * record in the journal is this same shape, so a lesson goes on where it was.
 */
export const liveState = z.strictObject({
  seq: z.int().nonnegative(),
  lesson: lessonSlice,
  /** How long the communicator may be away before the lesson is suspended, from the rules of the day. */
  suspendAfterMs: z.int().positive(),
  floor: z.array(memberId),
  hands: liveView.shape.hands,
  turns: z.record(z.string(), z.int()),
  slide: slideShown.nullable(),
  /** Marks by page, as `materialId/page`. */
  strokes: z.record(z.string(), z.array(stroke)),
  reactions: liveView.shape.reactions,
  channels: z.strictObject({
    mode: z.enum(CHANNEL_MODES),
    /** Interpreters of each language; the first one speaks, the others are ready to take over. */
    interpreters: z.record(languageTag, z.array(memberId)),
    /** Interpreters whose microphone is open. */
    sounding: z.array(memberId),
    /** What listeners chose themselves; null for the floor. Of all others, their language picks the channel. */
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
          /** Missing in what was written before answers were told by subject. */
          subject: subject.optional(),
          displayName: z.string(),
          choices: z.array(z.int()).nullable(),
          counts: z.array(z.int()).nullable(),
        }),
      ),
    })
    .nullable(),
  chat: z.strictObject({ mode: z.enum(CHAT_MODES), messages: liveView.shape.chat.shape.messages }),
  groups: z
    .strictObject({
      count: z.int().positive(),
      endsAtMs: epochMs.nullable(),
      members: z.record(memberId, z.strictObject({ displayName: z.string(), group: z.int() })),
      /** Who of those that teach or interpret is in which group now. */
      visiting: z.record(memberId, z.int()),
      helpFrom: z.array(z.int()),
    })
    .nullable(),
  isLocked: z.boolean(),
  waiting: liveView.shape.door.shape.waiting,
  /** Seats that were in the lesson once: a locked door opens for them. */
  known: z.array(memberId),
  removed: z.array(memberId),
  muted: z.array(memberId),
  camerasStopped: z.array(memberId),
  left: liveView.shape.left,
  heard: z.record(memberId, epochMs),
  recording: liveView.shape.recording,
})
export type LiveState = z.infer<typeof liveState>

const SUSPEND_AFTER_MS = 600_000

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
  left: [],
  heard: {},
  recording: null,
}

/**
 * A state from the journal, also one that an older or newer release wrote in the middle of a lesson: what it does not
 * have or has in another shape is as in a new lesson. Null when not even the phase is known.
 */
export function readLiveState(kept: unknown): { state: LiveState; forgotten: string[] } | null {
  const slices = z.looseObject({ seq: liveState.shape.seq, lesson: lessonSlice }).safeParse(kept)
  if (!slices.success) return null
  const names = Object.keys(NEW_LIVE_STATE) as (keyof LiveState)[]
  const forgotten = names.filter((name) => !liveState.shape[name].safeParse(slices.data[name]).success)
  const read = names.map((name) => [name, forgotten.includes(name) ? NEW_LIVE_STATE[name] : slices.data[name]])
  return { state: liveState.parse(Object.fromEntries(read)), forgotten }
}

/**
 * What another media node needs to go on with a live lesson, or null when it has ended. Chat and recording stay where
 * they are: the one must be gone with the lesson, the other is a file on a disk.
 */
export function carriedState(state: LiveState): LiveState | null {
  if (state.lesson.phase === 'ended') return null
  return { ...state, chat: { ...state.chat, messages: [] }, recording: null }
}

/** Marks belong to one page of one material. */
export function pageKey(slide: { materialId: string; page: number }): string {
  return `${slide.materialId}/${slide.page}`
}

/** After a new start nobody has a connection yet: interpreters are silent, and visitors come again by themselves. */
export function resetConnections(state: LiveState): LiveState {
  return { ...state, waiting: [], channels: { ...state.channels, sounding: [] } }
}
