import { MINUTE_MS } from '../durations'

/** What a check of a classroom or a phone tests. */
export const CHECK_PARTS = ['camera', 'microphone', 'loudspeaker', 'udp', 'tcp', 'turn'] as const
export type CheckPart = (typeof CHECK_PARTS)[number]

/** The transport paths to the media server, in the order in which a browser tries them. */
export const TRANSPORT_PATHS = ['udp', 'tcp', 'turn'] as const satisfies readonly CheckPart[]
export type TransportPath = (typeof TRANSPORT_PATHS)[number]

/** `skipped`: there was nothing to test, such as without a TURN server. */
export const CHECK_OUTCOMES = ['good', 'weak', 'failed', 'skipped'] as const
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number]

export const CHECK_VERDICTS = ['green', 'amber', 'red'] as const
export type CheckVerdict = (typeof CHECK_VERDICTS)[number]

/** Measurements on a path that connected. `up` is towards the media server, `down` from it. */
export type NetworkFigures = {
  roundTripMs: number
  lossUpPercent: number
  lossDownPercent: number
  upKbps: number
  downKbps: number
}

/** Why the check ran: automatically, at night or before a lesson, or because somebody started it. */
export const CHECK_REASONS = ['night', 'before-lesson', 'by-hand'] as const
export type CheckReason = (typeof CHECK_REASONS)[number]

/** A day plus the duration of a night's checks, with a margin for a late one. */
const SILENT_HOURS = 30
const ROUND_TRIP_GOOD_MS = 250
const LOSS_GOOD_PERCENT = 3
/** The bitrate of a voice and a small picture of the communicator. */
const RATE_GOOD_KBPS = 200

/**
 * Whether a classroom has missed its nightly check, so that its earlier result says nothing about its present state.
 */
export function isSilent(checkedAtMs: number, nowMs: number): boolean {
  return nowMs - checkedAtMs > SILENT_HOURS * 60 * MINUTE_MS
}

/** What a classroom's latest check says of it now: its verdict, unless it is too old or was never done. */
export function standingOfCheck(
  check: { checkedAt: Date; verdict: CheckVerdict } | null | undefined,
  nowMs: number,
): CheckVerdict | 'silent' | 'never' {
  if (!check) return 'never'
  return isSilent(check.checkedAt.getTime(), nowMs) ? 'silent' : check.verdict
}

/** Whether a path is good enough for a lesson; null means that it did not connect. */
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
 * Green when a lesson can be held properly, red when it cannot be held: nobody can be seen, heard or reached. Amber is
 * anything in between, such as one transport path out of three.
 */
export function assessCheck(parts: Readonly<Record<CheckPart, CheckOutcome>>): CheckVerdict {
  const paths = TRANSPORT_PATHS.map((path) => parts[path]).filter((outcome) => outcome !== 'skipped')
  const isReached = paths.some((outcome) => outcome === 'good' || outcome === 'weak')
  if (!isReached || parts.camera === 'failed' || parts.microphone === 'failed') return 'red'
  const isAllGood = CHECK_PARTS.every((part) => parts[part] === 'good' || parts[part] === 'skipped')
  return isAllGood ? 'green' : 'amber'
}
