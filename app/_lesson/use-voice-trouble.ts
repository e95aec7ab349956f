'use client'

import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { isTroubled, voiceStandingOf, type VoiceStanding } from '@/lesson-client/state/voice-standing'

import { useLasting } from './use-lasting'

/** Between the first packet and the server's word about it. */
const UNHEARD_SHOWN_AFTER_MS = 3_000

/** Why the others do not hear this page, as a text key of `lesson:device.microphone`; null when all is as it should be. */
export function useVoiceTrouble(
  snapshot: LessonSnapshot,
  media: 'microphone' | 'channel' = 'microphone',
): VoiceStanding | null {
  const standing = voiceStandingOf(snapshot, media)
  const isUnheard = useLasting(standing === 'unheard' && snapshot.connection === 'up', UNHEARD_SHOWN_AFTER_MS)
  if (standing === 'unheard') return isUnheard ? standing : null
  return isTroubled(standing) ? standing : null
}
