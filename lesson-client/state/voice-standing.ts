import { troubleOf, type SourceTrouble } from '../local-media/local-source'
import { selfOf, type LessonSnapshot } from './lesson-snapshot'

/**
 * Whether the others hear this page, and if not, why. Each has its sentence; `heard` only when packets arrive at the
 * media server.
 */
export type VoiceStanding =
  | 'off'
  | 'opening'
  | 'muted'
  | 'muted-by-leader'
  | 'muted-by-host'
  | 'silent'
  | 'unheard'
  | 'heard'
  | SourceTrouble

/** The standing of this page's microphone, or of an interpreter's in their channel. */
export function voiceStandingOf(
  snapshot: LessonSnapshot,
  media: 'microphone' | 'channel' = 'microphone',
): VoiceStanding {
  const { devices, sending, live, isSilent } = snapshot
  const { microphone: device } = devices
  const sent = sending[media]
  const self = selfOf(snapshot)
  if (media === 'microphone' && self && live.muted.includes(self.memberId)) return 'muted-by-leader'
  if (media === 'microphone' && self && live.selfMuted.includes(self.memberId)) return 'muted-by-host'
  const trouble = troubleOf(device)
  if (trouble) return trouble
  if (device.name === 'asked') return 'opening'
  if (!sent) return 'off'
  if (sent.isMuted) return 'muted'
  if (isSilent) return 'silent'
  return self?.isHeard ? 'heard' : 'unheard'
}

/** Muted by the person, by those who lead, or by the host of the classroom. */
export function isMuted(standing: VoiceStanding): boolean {
  return standing.startsWith('muted')
}

/** Standings that the person did not choose, and must be told of at once. */
export function isTroubled(standing: VoiceStanding): boolean {
  return standing !== 'heard' && standing !== 'off' && standing !== 'opening' && !isMuted(standing)
}
