import type { LiveEvent } from '@/domain/live-lesson/events'
import type { Recording } from '@/domain/live-lesson/view'
import type { ChannelMode, ChatMode, MediaSource, QUESTION_KINDS, ViewMode } from '@/domain/live-lesson/vocabulary'
import type { DataBudget } from '@/app/_lesson/use-data-budget'
import type { DeviceProblem } from '@/lesson-client/local-media/devices'
import type { SourceTrouble } from '@/lesson-client/local-media/local-source'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import type { PeerState } from '@/protocol/server-messages'
import type { MyLesson } from '@/services/tickets/list-my-lessons'
import type { RecordingRefusal } from '@/services/recordings/may-record'

import type { MemberName, Moment } from './example-lesson'
import type { Surface } from './surfaces'

export type DataWarning = NonNullable<DataBudget['warning']>
type RecordingProblem = NonNullable<Recording['problem']>

/** States besides the situation. A new member of one of the product's unions requires a new state here. */
export type Detail =
  | `device-${SourceTrouble | 'silent' | 'unheard'}`
  | `camera-${'late' | 'busy'}`
  | `recording-${RecordingProblem}`
  | `recording-refused-${RecordingRefusal}`
  | `data-${DataWarning}`
  | `mode-${ViewMode}`
  | `chat-${ChatMode}`
  | `channel-${ChannelMode}`
  | `question-${(typeof QUESTION_KINDS)[number]}`
  | 'break-without-end'
  | 'channel-silent'
  | 'check-returning'
  | 'classrooms-in-trouble'
  | 'controls-break'
  | 'controls-end'
  | 'controls-recording'
  | 'floor'
  | 'floor-muted'
  | 'classroom-muted'
  | 'classroom-floor'
  | 'rooms-planned'
  | 'check-planned'
  | 'floor-other'
  | 'floor-voice'
  | 'groups'
  | 'groups-help'
  | 'groups-late'
  | 'hands'
  | 'hands-of-eight'
  | 'let-in'
  | 'locked'
  | 'more'
  | 'more-amount'
  | 'more-chat'
  | 'more-language'
  | 'over-time'
  | 'panel-channels'
  | 'panel-groups'
  | 'panel-people'
  | 'panel-question'
  | 'question-aloud'
  | 'question-answered'
  | 'question-closed'
  | 'question-five'
  | 'question-counted'
  | 'question-shown'
  | 'reactions'
  | 'recording'
  | 'screen-share'
  | 'slide'
  | 'slide-black'
  | 'slide-drawn'
  | 'rooms-of-one-town'
  | 'sound-blocked'
  | 'turn-handing-over'
  | 'turn-nobody'
  | 'turn-offered'
  | 'turn-partner'
  | 'turned-away'

export type StateName = Situation | Detail

export type StateExample = {
  /** The surfaces that show it. */
  on: readonly Surface[]
  /** The lesson's events so far. */
  events?: (moment: Moment) => LiveEvent[]
  /** The events that follow once the page is told `example-goes-on`. */
  next?: (moment: Moment) => LiveEvent[]
  /** State of this page only: its connection, its media, its own choices. */
  page?: (moment: Moment, surface: Surface) => Partial<LessonSnapshot>
  /** Members to add to and remove from the usual ones. */
  present?: readonly MemberName[]
  absent?: readonly MemberName[]
  peers?: Partial<Record<MemberName, Partial<PeerState>>>
  /** What somebody sends, if it differs from the usual. */
  sends?: Partial<Record<MemberName, readonly MediaSource[]>>
  /** Why the machine has neither camera nor microphone. */
  deviceProblem?: DeviceProblem
  /** The state of the person's data limit. */
  budget?: Pick<DataBudget, 'capMegabytes' | 'warning'>
  recordingRefusal?: RecordingRefusal
  /** Differences in the lesson's plan. */
  plan?: (moment: Moment) => Partial<MyLesson>
  /** The classrooms that take part by the plan. */
  planned?: readonly string[]
  isSoundBlocked?: boolean
  /** The clicks since then, in order; controls that a surface lacks are skipped. */
  taps?: readonly string[]
}
