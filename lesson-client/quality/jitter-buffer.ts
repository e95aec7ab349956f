import { nextBackoffMs } from './backoff'

/** How long voices wait before they are heard, so that lost packets can be asked for again. */
export type JitterBuffer = {
  /** Place in JITTER_BUFFERS_MS. */
  step: number
  wellSinceMs: number | null
  /** How long all must be well before the wait is shortened; doubles when that was too early. */
  backoffMs: number
  shortenedAtMs: number | null
}

/**
 * The least wait in ms; null leaves it to the browser, which learns by itself, but gives up on the rarest packets. A
 * packet is missed when the next one comes, 60 ms later, and asked for once or twice on each of the two lines.
 */
export const JITTER_BUFFERS_MS = [null, 200, 300, 400] as const

export const SHORT_BUFFER: JitterBuffer = { step: 0, wellSinceMs: null, backoffMs: 20_000, shortenedAtMs: null }

/** More than this share of a voice made up is heard. */
const HEARD_SHARE = 0.01

/**
 * The wait after one more look. What is heard as broken costs a longer wait at once, since a lesson is listened to more
 * than it is talked back to; a line that has recovered shortens it step by step.
 *
 * @param madeUp Share of the voices that had to be made up, 0 to 1.
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
