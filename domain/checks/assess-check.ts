import { MINUTE_MS } from '../durations'

/** What a check of a room or a phone looks at. */
export const CHECK_PARTS = ['camera', 'microphone', 'loudspeaker', 'udp', 'tcp', 'turn'] as const
export type CheckPart = (typeof CHECK_PARTS)[number]

/** The paths to the media server, in the order in which a browser tries them. */
export const TRANSPORT_PATHS = ['udp', 'tcp', 'turn'] as const satisfies readonly CheckPart[]
export type TransportPath = (typeof TRANSPORT_PATHS)[number]

/** `skipped`: there was nothing to check, as without a TURN server. */
export const CHECK_OUTCOMES = ['good', 'weak', 'failed', 'skipped'] as const
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number]

export const CHECK_VERDICTS = ['green', 'amber', 'red'] as const
export type CheckVerdict = (typeof CHECK_VERDICTS)[number]

/** What was measured on a line that stood. `up` is from here to the media server, `down` back from it. */
export type NetworkFigures = {
  roundTripMs: number
  lossUpPercent: number
  lossDownPercent: number
  upKbps: number
  downKbps: number
}

/** Why it was done: by itself at night or before a lesson, or because somebody wanted it. */
export const CHECK_REASONS = ['night', 'before-lesson', 'by-hand'] as const
export type CheckReason = (typeof CHECK_REASONS)[number]

/** A day and the length of a night's checks, with room for a late one. */
const SILENT_HOURS = 30
const ROUND_TRIP_GOOD_MS = 250
const LOSS_GOOD_PERCENT = 3
/** A voice and a small picture of the communicator. */
const RATE_GOOD_KBPS = 200

/** Whether a room has missed its night: what it found before says nothing of how it is now. */
export function isSilent(checkedAtMs: number, nowMs: number): boolean {
  return nowMs - checkedAtMs > SILENT_HOURS * 60 * MINUTE_MS
}

/** Whether a line is good enough for a lesson; null stands for one that did not come up. */
export function assessNetwork(figures: NetworkFigures | null): CheckOutcome {
  if (!figures) return 'failed'
  const { roundTripMs, lossUpPercent, lossDownPercent, upKbps, downKbps } = figures
  const isGood =
    roundTripMs <= ROUND_TRIP_GOOD_MS &&
    Math.max(lossUpPercent, lossDownPercent) <= LOSS_GOOD_PERCENT &&
    Math.min(upKbps, downKbps) >= RATE_GOOD_KBPS
  return isGood ? 'good' : 'weak'
}

/**
 * Green when a lesson can be held there as it should, red when it cannot be: nobody is seen, heard or reached.
 * Amber is everything between, such as one path to the media server out of three.
 */
export function assessCheck(parts: Readonly<Record<CheckPart, CheckOutcome>>): CheckVerdict {
  const paths = TRANSPORT_PATHS.map((path) => parts[path]).filter((outcome) => outcome !== 'skipped')
  const isReached = paths.some((outcome) => outcome === 'good' || outcome === 'weak')
  if (!isReached || parts.camera === 'failed' || parts.microphone === 'failed') return 'red'
  const isAllGood = CHECK_PARTS.every((part) => parts[part] === 'good' || parts[part] === 'skipped')
  return isAllGood ? 'green' : 'amber'
}
