const BACKOFF_MAX_MS = 240_000
/** What has to be taken back this soon was tried too early. */
const HELD_MS = 30_000

/** How long to wait before the next try, in ms: twice as long when the last one, at `triedAtMs`, did not hold. */
export function nextBackoffMs(backoffMs: number, triedAtMs: number | null, nowMs: number): number {
  const wasTooEarly = triedAtMs !== null && nowMs - triedAtMs < HELD_MS
  return wasTooEarly ? Math.min(backoffMs * 2, BACKOFF_MAX_MS) : backoffMs
}
