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

const SAME_HEARERS: ReadonlySet<LiveEvent['type']> = new Set([
  ...([
    'hand-raised',
    'hand-lowered',
    'sign-sent',
    'slide-shown',
    'mark-added',
    'marks-cleared',
    'room-heard',
    'room-left',
  ] as const),
  ...(['question-opened', 'question-answered', 'question-closed', 'question-shown', 'question-dismissed'] as const),
  ...([
    'chat-mode-set',
    'chat-written',
    'door-waited',
    'door-left',
    'door-locked',
    'seat-entered',
    'seat-named',
  ] as const),
  ...(['communicator-lost', 'communicator-back', 'lesson-started', 'group-called'] as const),
])

/** Whether after this event somebody may hear, see or know of other people than before. */
export function changesWhoHears(event: LiveEvent): boolean {
  return !SAME_HEARERS.has(event.type)
}

/** After these the question of before is over. */
export const ENDS_QUESTION: ReadonlySet<LiveEvent['type']> = new Set([
  'question-opened',
  'question-dismissed',
  'lesson-ended',
] as const)
