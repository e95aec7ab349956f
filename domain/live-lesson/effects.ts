import type { LessonFactKind } from '../attendance/vocabulary'
import { missedSince } from './deadlines'
import type { LiveEvent } from './events'
import { outcomeOf } from './question-outcome'
import type { LiveState } from './state'
import type { QuestionOutcome } from './view'

/** What the media server has to do after a change of a live lesson. */
export type Effect =
  /** A question has ended and is stored with its lesson. */
  | { type: 'keep-question'; outcome: QuestionOutcome }
  /** A fact about the lesson itself, for attendance; `atMs` null means now. */
  | { type: 'record-fact'; kind: LessonFactKind; atMs: number | null }
  /** The state is written to the journal. */
  | { type: 'save' }
  /** The next deadline may have changed. */
  | { type: 'set-deadline' }
  /** Each viewer receives the slices that changed for them. */
  | { type: 'send-changes' }
  /** Members who may no longer send are stopped; muted members are muted. */
  | { type: 'enforce-sending' }
  /** Each viewer's list of peers is updated. */
  | { type: 'sync-rosters' }
  /** Each viewer's consumers are created and closed to match what they may receive. */
  | { type: 'reconcile-consumers' }
  /** The recording starts, stops or changes with the state. */
  | { type: 'follow-recording' }
  /** Everybody's presence ends. */
  | { type: 'end-presence' }
  /** The presence of everybody who is still in the lesson begins again. */
  | { type: 'begin-presence' }
  /** Everybody is told that the lesson was not held, and is no longer in it. */
  | { type: 'dismiss-members' }
  /** The communicator's connection may need to be watched from now on, or no longer. */
  | { type: 'review-communicator' }

type Change = { before: LiveState; event: LiveEvent; after: LiveState }

/** The effects of a change, in the order in which they must be carried out; empty when nothing changed. */
export function effectsOf({ before, event, after }: Change): Effect[] {
  if (after === before) return []
  const question = ENDS_QUESTION.has(event.type) ? before.question : null
  return [
    ...(question ? [{ type: 'keep-question' as const, outcome: outcomeOf(question) }] : []),
    ...factsOf(before, event),
    { type: 'save' },
    { type: 'set-deadline' },
    { type: 'send-changes' },
    ...(AFFECTS_SUBSCRIPTIONS[event.type] ? SUBSCRIPTION_EFFECTS : []),
    { type: 'follow-recording' },
    ...(event.type === 'lesson-not-held' ? [{ type: 'dismiss-members' as const }] : []),
    ...(event.type === 'lesson-ended' ? [{ type: 'end-presence' as const }] : []),
    ...(event.type === 'lesson-continued' ? [{ type: 'begin-presence' as const }] : []),
    ...(BEGINS_TEACHING.has(event.type) ? [{ type: 'review-communicator' as const }] : []),
  ]
}

/**
 * Unauthorised senders are stopped before others learn of them, and viewers learn of a peer before they receive its
 * media.
 */
const SUBSCRIPTION_EFFECTS: readonly Effect[] = [
  { type: 'enforce-sending' },
  { type: 'sync-rosters' },
  { type: 'reconcile-consumers' },
]

/** The attendance fact that an event is recorded as. */
const FACTS: Partial<Record<LiveEvent['type'], LessonFactKind>> = {
  'lesson-started': 'lesson-live',
  'lesson-ended': 'lesson-ended',
  'lesson-continued': 'lesson-live',
  'break-started': 'break-started',
  'break-ended': 'break-ended',
  'lesson-suspended': 'lesson-suspended',
  'communicator-back': 'lesson-resumed',
}

function factsOf(before: LiveState, event: LiveEvent): Effect[] {
  const kind = FACTS[event.type]
  if (!kind) return []
  if (event.type === 'break-ended') return [{ type: 'record-fact', kind, atMs: event.atMs }]
  if (kind === 'lesson-resumed' && !before.lesson.absence?.isSuspended) return []
  if (kind !== 'lesson-suspended') return [{ type: 'record-fact', kind, atMs: null }]
  // A suspension counts from the moment the communicator was disconnected; a break that is still running ends there.
  const atMs = missedSince(before)
  const kinds: LessonFactKind[] = before.lesson.breakTime ? ['break-ended', kind] : [kind]
  return kinds.map((each) => ({ type: 'record-fact', kind: each, atMs }))
}

/**
 * Whether an event can change who receives or knows of whom. Somebody who enters, with or without the floor they had, is
 * announced and given consumers by the join itself.
 */
const AFFECTS_SUBSCRIPTIONS: Readonly<Record<LiveEvent['type'], boolean>> = {
  'plan-told': false,
  'lesson-not-held': false,
  'lesson-started': false,
  'lesson-ended': true,
  'lesson-continued': true,
  'break-started': true,
  'break-prolonged': false,
  'break-ended': true,
  'communicator-lost': false,
  'communicator-back': false,
  'lesson-suspended': true,
  'member-entered': false,
  'member-named': false,
  'member-left': true,
  'member-away': false,
  'member-returned': false,
  'classroom-left': false,
  'member-removed': true,
  'floor-given': true,
  'floor-taken': true,
  'hand-raised': false,
  'hand-lowered': false,
  'reaction-sent': false,
  'slide-shown': false,
  'stroke-added': false,
  'strokes-cleared': false,
  'channel-joined': true,
  'channel-left': true,
  'channel-taken': true,
  'channel-offered': false,
  'channel-sounding': true,
  'channel-chosen': true,
  'channel-mode-set': true,
  'question-opened': false,
  'question-answered': false,
  'question-closed': false,
  'question-shown': false,
  'question-dismissed': false,
  'chat-mode-set': false,
  'chat-written': false,
  'groups-opened': true,
  'group-placed': true,
  'group-visited': true,
  'group-called': false,
  'groups-closed': true,
  'lesson-locked': false,
  'visitor-waiting': false,
  'visitor-left': false,
  'member-muted': true,
  'classroom-muted': true,
  'camera-stopped': true,
  'classroom-heard': false,
  'recording-set': true,
}

/** Events after which somebody has to lead the lesson. */
const BEGINS_TEACHING: ReadonlySet<LiveEvent['type']> = new Set(['lesson-started', 'lesson-continued'] as const)

/** Events after which the previous question has ended. */
const ENDS_QUESTION: ReadonlySet<LiveEvent['type']> = new Set([
  'question-opened',
  'question-dismissed',
  'lesson-ended',
] as const)
