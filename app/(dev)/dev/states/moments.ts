import { MINUTE_MS } from '@/domain/durations'
import type { LiveEvent } from '@/domain/live-lesson/events'
import { SUSPEND_AFTER_MS } from '@/domain/live-lesson/state'
import type { MediaSource } from '@/domain/live-lesson/vocabulary'
import type { SourceState } from '@/lesson-client/local-media/local-source'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { channelOpened, chatWritten, floorGiven, slideShown } from './example-events'
import { MEMBERS, type Moment } from './example-lesson'
import type { StateExample } from './state-example'

const started = ({ nowMs }: Moment): LiveEvent[] => [
  { type: 'lesson-started', atMs: nowMs - 14 * MINUTE_MS, suspendAfterMs: SUSPEND_AFTER_MS, plan: null },
  { type: 'classroom-heard', memberId: MEMBERS.bjurholm.memberId, atMs: nowMs - MINUTE_MS },
  { type: 'classroom-heard', memberId: MEMBERS.vannas.memberId, atMs: nowMs - MINUTE_MS },
]
/** The lesson is live, and these events have happened since. */
export const live =
  (...happened: ((moment: Moment) => LiveEvent[])[]) =>
  (moment: Moment): LiveEvent[] => [...started(moment), ...happened.flatMap((events) => events(moment))]
export const always =
  (...events: LiveEvent[]) =>
  () =>
    events
export const ended = ({ nowMs }: Moment): LiveEvent[] => [{ type: 'lesson-ended', atMs: nowMs - MINUTE_MS }]
export const lost = ({ nowMs }: Moment): LiveEvent[] => [{ type: 'communicator-lost', atMs: nowMs - 40_000 }]
export const closed = (given: NonNullable<LessonSnapshot['closed']>) => (): Partial<LessonSnapshot> => ({
  phase: 'closed',
  closed: given,
})
export const withoutMedia =
  (media: LessonSnapshot['media']) =>
  ({ nowMs }: Moment): Partial<LessonSnapshot> => ({
    media,
    lostAtMs: media === 'lost' ? nowMs - 12_000 : null,
    tracks: [],
    sending: {},
  })
export const recording = (problem: 'disk-full' | 'stopped' | null) =>
  live(({ nowMs }) => [{ type: 'recording-set', recording: { sinceMs: nowMs - 90_000, problem } }])

/** What the lesson has cost a phone so far. */
export function bytes(megabytes: number): Partial<LessonSnapshot> {
  return { meter: { bytes: megabytes * 1_000_000, bytesPerSecond: 40_000, level: 'good' } }
}

/** Everybody who speaks has a microphone in this state, in the middle of the lesson. */
export const speakingWith = (microphone: SourceState, more: Partial<LessonSnapshot> = {}): StateExample => ({
  on: ['phone', 'admitted', 'screen', 'cockpit', 'guest'],
  events: live(slideShown, floorGiven(['saba', 'nour'])),
  page: () => ({ devices: { camera: { name: 'open' }, microphone }, ...more }),
})
const UNHEARD = { isHeard: false }
/** Its microphone is open, but nothing of it arrives. */
export const unheard: StateExample = {
  ...speakingWith({ name: 'open' }),
  peers: { communicator: UNHEARD, bjurholm: UNHEARD, saba: UNHEARD, nour: UNHEARD },
}

/** A classroom's camera is in this state, while its column is full of those who speak. */
export const withCamera = (camera: SourceState): StateExample => ({
  on: ['screen'],
  events: live(slideShown, floorGiven(['saba', 'nour'])),
  page: () => ({ devices: { camera, microphone: { name: 'open' } } }),
})

/** The channel has two interpreters. */
export const withPartner = (
  events: NonNullable<StateExample['events']>,
  partnerSends: MediaSource[] = [],
): StateExample => ({
  on: ['interpreter'],
  events,
  present: ['partner'],
  sends: { partner: partnerSends },
})

/** A phone with *More* open, or one of its pages. */
export const withMore = (leaf?: 'amount' | 'chat' | 'language'): StateExample => ({
  on: ['phone'],
  events: live(channelOpened, always({ type: 'chat-mode-set', mode: 'open' }), chatWritten),
  present: ['interpreter'],
  taps: ['[data-control=list]', ...(leaf ? [`[data-open=${leaf}]`] : [])],
})
