import type {
  ChatMessage,
  HandRaised,
  NamedAt,
  QuestionAsked,
  ReactionSent,
  Recording,
  SlideDrawnOn,
  SlideShown,
  Stroke,
} from './view'
import type { ChannelMode, ChatMode, MemberId, Subject } from './vocabulary'

/** The member concerned, with the name that others see. */
export type Member = { memberId: MemberId; displayName: string; town: string }

export type LessonPlan = {
  /** When the lesson ends by the plan, epoch ms. */
  endsAtMs: number
  /** When one that nobody ended is treated as ended, epoch ms. */
  forcedEndAtMs: number
  /** For how long one that was ended before `endsAtMs` can go on. */
  goOnWithinMs: number
}

/** Everything that can change a live lesson. Times are the media server's, in epoch ms. */
export type LiveEvent =
  /** The plan of a lesson that has not started, from a ticket; a later one replaces it. */
  | { type: 'plan-told'; plan: LessonPlan }
  /** Nobody has started the lesson in its planned time. */
  | { type: 'lesson-not-held' }
  | { type: 'lesson-started'; atMs: number; suspendAfterMs: number; plan: LessonPlan | null }
  | { type: 'lesson-ended'; atMs: number }
  /** Those who lead it go on with a lesson that they had ended. */
  | { type: 'lesson-continued'; atMs: number }
  | { type: 'break-started'; atMs: number; untilMs: number | null }
  /** A break that is running and has the planned end `fromMs` lasts until `untilMs`. */
  | { type: 'break-prolonged'; fromMs: number | null; untilMs: number }
  | { type: 'break-ended'; atMs: number }
  | { type: 'communicator-lost'; atMs: number }
  | { type: 'communicator-back' }
  | { type: 'lesson-suspended' }
  | { type: 'member-entered'; memberId: MemberId; atMs: number }
  /** A member's new display name, everywhere it occurs. */
  | { type: 'member-named'; memberId: MemberId; displayName: string }
  | { type: 'member-left'; memberId: MemberId }
  /** The last connection of a participant who has not left is gone: the phone sleeps, or its line is lost. */
  | { type: 'member-away'; memberId: MemberId; atMs: number }
  | { type: 'member-returned'; memberId: MemberId; atMs: number }
  | { type: 'classroom-left'; classroom: NamedAt }
  | { type: 'member-removed'; memberId: MemberId }
  | { type: 'floor-given'; member: Member; atMs: number }
  | { type: 'floor-taken'; memberId: MemberId }
  | { type: 'hand-raised'; hand: HandRaised }
  | { type: 'hand-lowered'; memberId: MemberId }
  | { type: 'reaction-sent'; reaction: ReactionSent }
  | { type: 'slide-shown'; slide: SlideShown | null }
  /** On the slide that was shown to the one who drew it. */
  | { type: 'stroke-added'; slide: SlideDrawnOn; stroke: Stroke }
  | { type: 'strokes-cleared'; slide: SlideDrawnOn }
  | { type: 'channel-joined'; language: string; memberId: MemberId }
  | { type: 'channel-left'; memberId: MemberId }
  | { type: 'channel-taken'; memberId: MemberId }
  | { type: 'channel-offered'; memberId: MemberId; isOffered: boolean }
  | { type: 'channel-sounding'; memberId: MemberId; isSounding: boolean }
  | { type: 'channel-chosen'; memberId: MemberId; language: string | null }
  | { type: 'channel-mode-set'; mode: ChannelMode }
  | { type: 'question-opened'; asked: QuestionAsked }
  | { type: 'question-answered'; member: Member; subject: Subject; choices: number[] | null; counts: number[] | null }
  | { type: 'question-closed' }
  | { type: 'question-shown'; isShown: boolean }
  | { type: 'question-dismissed' }
  | { type: 'chat-mode-set'; mode: ChatMode }
  | { type: 'chat-written'; message: ChatMessage }
  | { type: 'groups-opened'; groups: Member[][]; endsAtMs: number | null }
  | { type: 'group-placed'; member: Member; group: number }
  | { type: 'group-visited'; memberId: MemberId; group: number | null }
  | { type: 'group-called'; group: number }
  | { type: 'groups-closed' }
  | { type: 'lesson-locked'; isLocked: boolean }
  | { type: 'visitor-waiting'; visitor: NamedAt }
  | { type: 'visitor-left'; memberId: MemberId }
  | { type: 'member-muted'; memberId: MemberId; isMuted: boolean }
  /** By its host: nobody else turns its microphone on again. */
  | { type: 'classroom-muted'; memberId: MemberId; isMuted: boolean }
  | { type: 'camera-stopped'; memberId: MemberId; isStopped: boolean }
  | { type: 'classroom-heard'; memberId: MemberId; atMs: number }
  | { type: 'recording-set'; recording: Recording | null }
