import 'server-only'
import { RateLimiterMemory } from 'rate-limiter-flexible'

import { DomainError } from '@/domain/domain-error'

/** Attempts per key and time, by what is attempted. */
const LIMITS = {
  'sign-in': new RateLimiterMemory({ points: 10, duration: 300 }),
  'open-link': new RateLimiterMemory({ points: 60, duration: 60 }),
  'ask-at-door': new RateLimiterMemory({ points: 30, duration: 60 }),
  invite: new RateLimiterMemory({ points: 60, duration: 600 }),
  'start-pairing': new RateLimiterMemory({ points: 60, duration: 60 }),
  check: new RateLimiterMemory({ points: 60, duration: 600 }),
  'record-check': new RateLimiterMemory({ points: 20, duration: 600 }),
  'approve-pairing': new RateLimiterMemory({ points: 10, duration: 60 }),
  'start-material': new RateLimiterMemory({ points: 20, duration: 60 }),
  'save-material-page': new RateLimiterMemory({ points: 400, duration: 60 }),
  'read-material': new RateLimiterMemory({ points: 600, duration: 60 }),
  'save-page-note': new RateLimiterMemory({ points: 120, duration: 60 }),
}

/** @throws DomainError `access.too-many-attempts`. */
export async function takeAttempt(what: keyof typeof LIMITS, key: string): Promise<void> {
  try {
    await LIMITS[what].consume(key)
  } catch (cause) {
    if (cause instanceof Error) throw cause
    throw new DomainError('access.too-many-attempts', {}, { cause })
  }
}
