/** The subject of a ticket, a fact or an answer. */
export const SUBJECT_KINDS = ['person', 'endpoint', 'staff', 'guest', 'device'] as const
export type Subject = { kind: (typeof SUBJECT_KINDS)[number]; id: string }

/** A subject in one lesson: the same after every reconnect, without a name. A hash of 16 characters. */
export type MemberId = string

/** What can be sent in a lesson; `channel` is an interpreter's voice. */
export const MEDIA_SOURCES = ['camera', 'microphone', 'screen-share', 'screen-share-sound', 'channel'] as const
export type MediaSource = (typeof MEDIA_SOURCES)[number]
export const VIDEO_SOURCES: readonly MediaSource[] = ['camera', 'screen-share']

/** How much a viewer wants to receive: audio and slides only, one small picture, or everything. */
export const VIEW_MODES = ['audio', 'small', 'everything'] as const
export type ViewMode = (typeof VIEW_MODES)[number]

export const LESSON_PHASES = ['waiting', 'live', 'ended'] as const
export type LessonPhase = (typeof LESSON_PHASES)[number]

export const REACTIONS = ['understand', 'not-understand', 'slower', 'louder', 'break', 'thanks'] as const
export type Reaction = (typeof REACTIONS)[number]

/** Pictures of answers that need no reading; the classroom's screen and phones show the same shapes. */
export const ANSWER_PICTURES = ['yes', 'no', 'unsure', 'circle', 'triangle', 'square', 'star', 'heart'] as const
export type AnswerPicture = (typeof ANSWER_PICTURES)[number]

export const QUESTION_KINDS = ['single', 'multiple'] as const

export const CHAT_MODES = ['off', 'communicator', 'open'] as const
export type ChatMode = (typeof CHAT_MODES)[number]

/** Interpreters speak in parallel with the floor, or in turn with it through the same loudspeaker. */
export const CHANNEL_MODES = ['simultaneous', 'consecutive'] as const
export type ChannelMode = (typeof CHANNEL_MODES)[number]

export const STROKE_COLOURS = ['ink', 'sun', 'lingon', 'fjord'] as const
/** The most strokes stored for a slide. */
export const STROKES_MAX = 300

export const RECORDING_PROBLEMS = ['disk-full', 'stopped'] as const

/** What somebody may do in a lesson at one moment. */
export const CAPABILITIES = [
  'lead-lesson',
  'show-slides',
  'raise-hand',
  'raise-hand-for',
  'mute-classroom',
  'react',
  'answer-question',
  'count-hands',
  'write-chat',
  'choose-channel',
  'speak-in-channel',
  'visit-groups',
  'call-for-help',
  'start-recording',
  'stop-recording',
  'send-camera',
  'send-microphone',
  'send-screen-share',
  'send-screen-share-sound',
  'send-channel',
] as const
export type Capability = (typeof CAPABILITIES)[number]
