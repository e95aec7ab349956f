import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

import { RateLimiterMemory } from 'rate-limiter-flexible'

import { DomainError } from '@/domain/domain-error'

import { getSender } from './edge/sender'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Attempts per key in so many seconds, by kind of attempt. */
const LIMITS = {
  // Password guessing. `sign-in.ts` describes the key of each.
  'sign-in': { points: 10, duration: 5 * MINUTE },
  'sign-in-account': { points: 100, duration: HOUR },
  'sign-in-sender': { points: 120, duration: 5 * MINUTE },
  // Codes of the second factor, after a right password. `second-step.ts` describes the keys.
  'second-factor': { points: 10, duration: 5 * MINUTE },
  'second-factor-account': { points: 60, duration: HOUR },
  'set-password': { points: 30, duration: 10 * MINUTE },

  // By subject.
  ticket: { points: 120, duration: MINUTE },
  'count-minutes': { points: 60, duration: MINUTE },
  check: { points: 60, duration: 10 * MINUTE },
  'record-check': { points: 20, duration: 10 * MINUTE },
  'open-link': { points: 60, duration: MINUTE },
  knock: { points: 240, duration: MINUTE },
  invite: { points: 60, duration: 10 * MINUTE },
  'approve-pairing': { points: 10, duration: MINUTE },
  'look-at-code': { points: 30, duration: MINUTE },
  'start-material': { points: 20, duration: MINUTE },
  'save-slide': { points: 400, duration: MINUTE },
  'read-material': { points: 600, duration: MINUTE },
  'save-slide-note': { points: 120, duration: MINUTE },
  'take-roll': { points: 600, duration: MINUTE },
  'scan-card': { points: 120, duration: MINUTE },
  'find-people': { points: 240, duration: MINUTE },
  'export-claims': { points: 30, duration: MINUTE },
  'export-list': { points: 30, duration: MINUTE },
  'extract-person': { points: 10, duration: MINUTE },
  'send-import': { points: 10, duration: MINUTE },

  // By sender. A whole municipality may share one address, and a lesson of three hundred starts within one minute.
  'pairing-sender': { points: 40, duration: 15 * MINUTE },
  'visitor-sender': { points: 600, duration: MINUTE },
  'provider-sender': { points: 600, duration: MINUTE },
  // Of links only wrong secrets count, see `countOnlyWrong`.
  'link-sender': { points: 600, duration: MINUTE },
  'ticket-sender': { points: 6_000, duration: MINUTE },
  'language-sender': { points: 1_000, duration: MINUTE },
  'device-sender': { points: 1_000, duration: MINUTE },
} as const

type Limited = keyof typeof LIMITS
type LimitedBySender = Extract<Limited, `${string}-sender`>

type Counting = {
  limiters: Record<Limited, RateLimiterMemory>
  /** Runs something outside of any request context. */
  outside: <Result>(work: () => Result) => Result
}

/** Kept on the process: Next bundles this module more than once, and all copies count together. */
const shared = globalThis as typeof globalThis & { samsalAttempts?: Counting }

/**
 * Creates the limiters before the first request. A limiter keeps a timer per key, up to an hour, and a timer keeps the
 * async context of its request alive, with its response and buffers: so it is created outside of all of them.
 */
export function startCounting(): Counting {
  const named = Object.entries(LIMITS).map(([what, limit]) => [what, new RateLimiterMemory(limit)])
  const limiters = Object.fromEntries(named) as Counting['limiters']
  shared.samsalAttempts = { limiters, outside: AsyncLocalStorage.snapshot() }
  return shared.samsalAttempts
}

/** No real key is longer; a limiter must not store arbitrary input. */
const KEY_MAX = 300

/** @throws DomainError `access.too-many-attempts`. */
export async function takeAttempt(what: Limited, key: string): Promise<void> {
  const { limiters, outside } = shared.samsalAttempts ?? startCounting()
  try {
    await outside(() => limiters[what].consume(key.slice(0, KEY_MAX)))
  } catch (cause) {
    if (cause instanceof Error) throw cause
    throw new DomainError('access.too-many-attempts', {}, { cause })
  }
}

/** The same, by this request's sender. @throws DomainError `access.too-many-attempts`. */
export async function takeSendersAttempt(what: LimitedBySender): Promise<void> {
  await takeAttempt(what, await getSender())
}

/** Gives back an attempt that should not count. */
export async function giveBackAttempt(what: Limited, key: string): Promise<void> {
  const { limiters, outside } = shared.samsalAttempts ?? startCounting()
  await outside(() => limiters[what].reward(key.slice(0, KEY_MAX)))
}

/**
 * Runs a guess for which `takeSendersAttempt` took an attempt, and gives it back unless the guess is refused: people who
 * share an address and are right are never too many, nor are those who wait while the database is down.
 */
export async function countOnlyWrong<Result>(what: LimitedBySender, guess: () => Promise<Result>): Promise<Result> {
  const sender = await getSender()
  try {
    const result = await guess()
    await giveBackAttempt(what, sender)
    return result
  } catch (error) {
    if (!(error instanceof DomainError)) await giveBackAttempt(what, sender)
    throw error
  }
}
