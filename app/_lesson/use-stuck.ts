'use client'

import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { useLasting } from './use-lasting'

const SHOWN_AFTER_MS = 15_000

/** Whether this page has not reached the media server for so long that the network may be what keeps it. */
export function useStuck({ phase, connection }: LessonSnapshot): boolean {
  return useLasting(phase === 'connecting' && connection !== 'up', SHOWN_AFTER_MS)
}
