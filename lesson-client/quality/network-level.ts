import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import { nextBackoffMs } from './backoff'

/** How well audio and video arrive. */
export type NetworkLevel = 'good' | 'poor' | 'bad'

/** The measurements of one sample, over some seconds. */
export type NetworkSample = {
  /** Share of audio packets that did not arrive, 0 to 1. */
  voiceLoss: number
  /** Share of the audio that had to be concealed because it did not arrive in time, 0 to 1. */
  voiceConcealed: number
  /** Share of video packets that did not arrive, 0 to 1. */
  pictureLoss: number
  /** Share of the time in which the picture was frozen, 0 to 1. */
  frozen: number
  roundTripMs: number | null
}

/** The steps down that were taken for the network, and when another one is due. */
export type NetworkState = {
  level: NetworkLevel
  /** How many modes below the chosen one. */
  stepsDown: number
  badSinceMs: number | null
  goodSinceMs: number | null
  /** How long the network must be good before the next step up; doubled when a step up did not hold. */
  backoffMs: number
  steppedDownAtMs: number | null
  steppedUpAtMs: number | null
}

const DOWN_AFTER_MS = 4_000
/** With this much audio missing in consecutive samples, the network cannot carry audio and video. */
const DROWNING_SHARE = 0.15
const DROWNING_AFTER_MS = 2_000
const PATIENCE_MS = 15_000

export const GOOD_NETWORK: NetworkState = {
  level: 'good',
  stepsDown: 0,
  badSinceMs: null,
  goodSinceMs: null,
  backoffMs: PATIENCE_MS,
  steppedDownAtMs: null,
  steppedUpAtMs: null,
}

/** The level of one sample. */
export function levelOf(sample: NetworkSample): NetworkLevel {
  const { pictureLoss, frozen, roundTripMs } = sample
  const voice = voiceGone(sample)
  if (voice > 0.08 || pictureLoss > 0.12 || frozen > 0.4 || (roundTripMs ?? 0) > 1_500) return 'bad'
  if (voice > 0.02 || pictureLoss > 0.04 || frozen > 0.1 || (roundTripMs ?? 0) > 600) return 'poor'
  return 'good'
}

function voiceGone({ voiceLoss, voiceConcealed }: NetworkSample): number {
  return Math.max(voiceLoss, voiceConcealed)
}

/**
 * The state after one more sample. A bad network costs a step after a moment, sooner with severe audio loss; a good one
 * gives it back after a while, so that the picture does not flap. Audio is never affected.
 */
export function nextNetwork(before: NetworkState, sample: NetworkSample, nowMs: number): NetworkState {
  const level = levelOf(sample)
  if (level === 'bad') {
    const badSinceMs = before.badSinceMs ?? nowMs
    const state = { ...before, level, badSinceMs, goodSinceMs: null }
    // Packets still queued after a step keep the audio loss high a little longer; that is no new information.
    const hasJustStepped = before.steppedDownAtMs !== null && nowMs - before.steppedDownAtMs < DOWN_AFTER_MS
    const waitMs = voiceGone(sample) > DROWNING_SHARE && !hasJustStepped ? DROWNING_AFTER_MS : DOWN_AFTER_MS
    if (nowMs - badSinceMs < waitMs || before.stepsDown >= VIEW_MODES.length - 1) return state
    return {
      ...state,
      stepsDown: before.stepsDown + 1,
      badSinceMs: nowMs,
      steppedDownAtMs: nowMs,
      backoffMs: nextBackoffMs(before.backoffMs, before.steppedUpAtMs, nowMs),
      steppedUpAtMs: null,
    }
  }
  if (level === 'poor') return { ...before, level, badSinceMs: null, goodSinceMs: null }
  const goodSinceMs = before.goodSinceMs ?? nowMs
  const state = { ...before, level, badSinceMs: null, goodSinceMs }
  if (before.stepsDown === 0 || nowMs - goodSinceMs < before.backoffMs) return state
  return { ...state, stepsDown: before.stepsDown - 1, goodSinceMs: nowMs, steppedUpAtMs: nowMs }
}

/** The view mode after so many steps down. */
export function modeAfter(chosen: ViewMode, stepsDown: number): ViewMode {
  const index = Math.max(0, VIEW_MODES.indexOf(chosen) - stepsDown)
  return VIEW_MODES[index] ?? 'audio'
}
