'use client'

import { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { useLessonClient, type LessonOptions } from './use-lesson-client'

const load = async () => LessonClient

/** Binds a page to its lesson client, which comes with the page's own scripts. */
export function useLesson(options: LessonOptions): [LessonClient | null, LessonSnapshot] {
  const { client, snapshot } = useLessonClient(load, options)
  return [client, snapshot]
}
