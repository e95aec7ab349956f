import * as z from 'zod'

import { LESSON_FACT_KINDS, PRESENCE_KINDS } from '@/domain/attendance/vocabulary'

import { moment } from './bounded'
import { questionOutcome } from './live-view'
import { nodeId } from './media-node'
import { recordingMade } from './recording'

/** Subjects whose presence is recorded: guests and devices in a check leave no trace. */
const presentSubject = z.strictObject({ kind: z.enum(['person', 'endpoint', 'staff']), id: z.uuid() })
export type PresentSubject = z.infer<typeof presentSubject>

/** One observation of a media server, on its own clock. */
export const presenceFact = z.strictObject({
  factId: z.uuid(),
  lessonId: z.uuid(),
  kind: z.enum([...PRESENCE_KINDS, ...LESSON_FACT_KINDS]),
  /** Null for facts about the lesson itself. */
  subject: presentSubject.nullable(),
  peerId: z.uuid().nullable(),
  at: moment({ precision: 3 }),
})
export type PresenceFact = z.infer<typeof presenceFact>

/** A record of a lesson that is stored beside its attendance, each kind with its contents. */
export const lessonRecord = z.discriminatedUnion('kind', [
  z.strictObject({
    factId: z.uuid(),
    lessonId: z.uuid(),
    kind: z.literal('recording-made'),
    at: moment({ precision: 3 }),
    recording: recordingMade,
  }),
  z.strictObject({
    factId: z.uuid(),
    lessonId: z.uuid(),
    kind: z.literal('question-asked'),
    at: moment({ precision: 3 }),
    question: questionOutcome,
  }),
])
export type LessonRecord = z.infer<typeof lessonRecord>

export const mediaEvent = z.union([presenceFact, lessonRecord])
export type MediaEvent = z.infer<typeof mediaEvent>

export const MEDIA_EVENTS_MAX = 500
/**
 * Facts are parsed one by one: an unreadable one, from another version or a damaged disk, does not block the others.
 */
export const mediaEventsBatch = z.strictObject({
  nodeId,
  facts: z.array(z.unknown()).min(1).max(MEDIA_EVENTS_MAX),
})
export type MediaEventsBatch = z.infer<typeof mediaEventsBatch>

/** Header that carries the hex HMAC-SHA256 of the request's body. */
export const MEDIA_SIGNATURE_HEADER = 'x-samsal-signature'
/** Header that names the media node whose secret signed the request. */
export const NODE_HEADER = 'x-samsal-node'
/** The app's path for batches. */
export const MEDIA_EVENTS_PATH = '/api/media-events'
