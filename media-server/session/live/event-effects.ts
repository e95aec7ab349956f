import type { LessonFactKind } from '@/domain/attendance/words'

import type { LiveEvent } from './live-event'

/** Facts of the lesson itself that an event is told as. */
export const FACTS: Partial<Record<LiveEvent['type'], LessonFactKind>> = {
  'lesson-started': 'lesson-live',
  'lesson-ended': 'lesson-ended',
  'break-started': 'break-started',
  'break-ended': 'break-ended',
  'lesson-suspended': 'lesson-suspended',
  'communicator-back': 'lesson-resumed',
}

/** Whether after an event somebody may hear, see or know of other people than before. */
const CHANGES_WHO_HEARS: Readonly<Record<LiveEvent['type'], boolean>> = {
  'lesson-started': false,
  'lesson-ended': true,
  'break-started': true,
  'break-ended': true,
  'communicator-lost': false,
  'communicator-back': false,
  'lesson-suspended': true,
  'member-entered': false,
  'member-named': false,
  'member-left': true,
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
  'door-locked': false,
  'door-waited': false,
  'door-left': false,
  'member-muted': true,
  'camera-stopped': true,
  'classroom-heard': false,
  'recording-set': true,
}

/** Whether after this event consumers, senders and the roll of each viewer have to be worked out again. */
export function changesWhoHears(event: LiveEvent): boolean {
  return CHANGES_WHO_HEARS[event.type]
}

/** After these the question of before is over. */
export const ENDS_QUESTION: ReadonlySet<LiveEvent['type']> = new Set([
  'question-opened',
  'question-dismissed',
  'lesson-ended',
] as const)
