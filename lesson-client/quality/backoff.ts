const BACKOFF_MAX_MS = 240_000
/** A step that has to be undone within this time was tried too early. */
const HELD_MS = 30_000

/** The delay before the next attempt, in ms: doubled when the last one, at `triedAtMs`, did not hold. */
export function nextBackoffMs(backoffMs: number, triedAtMs: number | null, nowMs: number): number {
  const wasTooEarly = triedAtMs !== null && nowMs - triedAtMs < HELD_MS
  return wasTooEarly ? Math.min(backoffMs * 2, BACKOFF_MAX_MS) : backoffMs
}
