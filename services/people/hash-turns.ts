import { makeTurns } from '@/services/turns'

/**
 * Each hash takes a thread and a core for a while, and pages need both: half of the pool's four threads at most, and so
 * many waiting as are done within a few seconds.
 */
const AT_ONCE = 2
const WAITING = 60

/** Kept on the process, for Next bundles this module more than once. */
const shared = globalThis as typeof globalThis & { samsalHashTurns?: ReturnType<typeof makeTurns> }

/** Runs argon2 when it is its turn. @throws DomainError `access.too-many-attempts`. */
export function takeHashTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  shared.samsalHashTurns ??= makeTurns({ atOnce: AT_ONCE, waiting: WAITING })
  return shared.samsalHashTurns.take(work)
}
