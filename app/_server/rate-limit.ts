import 'server-only'
import { RateLimiterMemory } from 'rate-limiter-flexible'

import { DomainError } from '@/domain/domain-error'

import { getSender } from './door/sender'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Attempts per key and time, by what is attempted. */
const LIMITS = {
  // Guessing passwords. `sign-in.ts` says whom each of them counts.
  'sign-in': new RateLimiterMemory({ points: 10, duration: 5 * MINUTE }),
  'sign-in-account': new RateLimiterMemory({ points: 100, duration: HOUR }),
  'sign-in-sender': new RateLimiterMemory({ points: 120, duration: 5 * MINUTE }),
  'set-password': new RateLimiterMemory({ points: 30, duration: 10 * MINUTE }),

  // By subject.
  ticket: new RateLimiterMemory({ points: 120, duration: MINUTE }),
  check: new RateLimiterMemory({ points: 60, duration: 10 * MINUTE }),
  'record-check': new RateLimiterMemory({ points: 20, duration: 10 * MINUTE }),
  'open-link': new RateLimiterMemory({ points: 60, duration: MINUTE }),
  'ask-at-door': new RateLimiterMemory({ points: 240, duration: MINUTE }),
  invite: new RateLimiterMemory({ points: 60, duration: 10 * MINUTE }),
  'approve-pairing': new RateLimiterMemory({ points: 10, duration: MINUTE }),
  'look-at-code': new RateLimiterMemory({ points: 30, duration: MINUTE }),
  'start-material': new RateLimiterMemory({ points: 20, duration: MINUTE }),
  'save-material-page': new RateLimiterMemory({ points: 400, duration: MINUTE }),
  'read-material': new RateLimiterMemory({ points: 600, duration: MINUTE }),
  'save-page-note': new RateLimiterMemory({ points: 120, duration: MINUTE }),
  'export-claims': new RateLimiterMemory({ points: 30, duration: MINUTE }),

  // By sender. A whole municipality may stand behind one address, and a lesson of three hundred begins in one minute.
  'pairing-sender': new RateLimiterMemory({ points: 40, duration: 15 * MINUTE }),
  'door-sender': new RateLimiterMemory({ points: 600, duration: MINUTE }),
  'link-sender': new RateLimiterMemory({ points: 2_000, duration: MINUTE }),
  'ticket-sender': new RateLimiterMemory({ points: 6_000, duration: MINUTE }),
  'language-sender': new RateLimiterMemory({ points: 1_000, duration: MINUTE }),
}

type Limited = keyof typeof LIMITS
type LimitedBySender = Extract<Limited, `${string}-sender`>

/** Longer keys are none that anybody has; a limit does not keep what it is sent. */
const KEY_MAX = 300

/** @throws DomainError `access.too-many-attempts`. */
export async function takeAttempt(what: Limited, key: string): Promise<void> {
  try {
    await LIMITS[what].consume(key.slice(0, KEY_MAX))
  } catch (cause) {
    if (cause instanceof Error) throw cause
    throw new DomainError('access.too-many-attempts', {}, { cause })
  }
}

/** The same, counted by who sent this request. @throws DomainError `access.too-many-attempts`. */
export async function takeSendersAttempt(what: LimitedBySender): Promise<void> {
  await takeAttempt(what, await getSender())
}

/** Takes back an attempt that turned out to be none. */
export async function giveBackAttempt(what: Limited, key: string): Promise<void> {
  await LIMITS[what].reward(key.slice(0, KEY_MAX))
}
