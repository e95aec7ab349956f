import { makeTurns } from '@/services/turns'

/**
 * Each hash occupies a thread and a core for a while, and pages need both: at most half of the pool's four threads, and
 * no longer a queue than is processed within a few seconds.
 */
const AT_ONCE = 2
const WAITING = 60

/** Kept on the process, because Next bundles this module more than once. */
const shared = globalThis as typeof globalThis & { samsalHashTurns?: ReturnType<typeof makeTurns> }

/** Runs argon2 when a slot is free. @throws DomainError `access.too-many-attempts`. */
export function takeHashTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  shared.samsalHashTurns ??= makeTurns({ atOnce: AT_ONCE, waiting: WAITING })
  return shared.samsalHashTurns.take(work)
}
