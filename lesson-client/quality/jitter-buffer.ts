import { nextBackoffMs } from './backoff'

/** How long audio is buffered, so that lost packets can be retransmitted. */
export type JitterBuffer = {
  /** Index into JITTER_BUFFERS_MS. */
  step: number
  wellSinceMs: number | null
  /** How long all must be well before the delay is shortened; doubled when that was too early. */
  backoffMs: number
  shortenedAtMs: number | null
}

/**
 * The minimum delay in ms; null leaves it to the browser, which adapts itself, but gives up on the rarest packets. A
 * packet is missed when the next one arrives, 60 ms later, and requested once or twice on each of the two legs.
 */
export const JITTER_BUFFERS_MS = [null, 200, 300, 400] as const

export const SHORT_BUFFER: JitterBuffer = { step: 0, wellSinceMs: null, backoffMs: 20_000, shortenedAtMs: null }

/** More than this share of concealed audio is audible. */
const HEARD_SHARE = 0.01

/**
 * The delay after one more sample. Audibly broken audio increases it immediately, since a lesson is more listening than
 * conversation; a network that has recovered decreases it step by step.
 *
 * @param madeUp Share of the audio that had to be concealed, 0 to 1.
 */
export function nextJitterBuffer(before: JitterBuffer, madeUp: number, nowMs: number): JitterBuffer {
  if (madeUp > HEARD_SHARE) {
    return {
      step: Math.min(before.step + 1, JITTER_BUFFERS_MS.length - 1),
      wellSinceMs: null,
      backoffMs: nextBackoffMs(before.backoffMs, before.shortenedAtMs, nowMs),
      shortenedAtMs: null,
    }
  }
  const wellSinceMs = before.wellSinceMs ?? nowMs
  if (before.step === 0 || nowMs - wellSinceMs < before.backoffMs) return { ...before, wellSinceMs }
  return { ...before, step: before.step - 1, wellSinceMs: nowMs, shortenedAtMs: nowMs }
}
