import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

/** The lesson as the host's phone knows it. */
export type HostLesson = { client: LessonClient | null; snapshot: LessonSnapshot }
