import type { ErrorCode } from '@/domain/error-codes'

const TOO_MANY_REQUESTS = 429

/** `refused` is about the link itself; after the others the same link may open. */
export type LinkAnswer = 'open' | 'refused' | 'busy' | 'failed'

const LINK_REFUSALS: readonly unknown[] = [
  'link.unknown',
  'link.revoked',
  'invitation.unknown',
  'invitation.revoked',
] satisfies ErrorCode[]

/**
 * What an answer says of a link. Only a refusal of ours that is about the link means that it is not valid: any other is
 * that of a proxy, or of a server that could not finish it.
 */
export function readLinkAnswer(status: number, body: unknown): LinkAnswer {
  if (status === TOO_MANY_REQUESTS) return 'busy'
  if (partOf(body, 'ok') === true) return 'open'
  return LINK_REFUSALS.includes(partOf(partOf(body, 'error'), 'code')) ? 'refused' : 'failed'
}

function partOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (Reflect.get(body, name) as unknown) : undefined
}

const FIRST_MS = 2_000
const MOST_MS = 30_000
const GROWTH = 1.7
const SPREAD = 0.3

/** The delay before the next try, in ms. `random` is from 0 to 1: pages that were refused together come back apart. */
export function linkRetryMs(tries: number, random: number): number {
  return Math.round(Math.min(FIRST_MS * GROWTH ** tries, MOST_MS) * (1 - SPREAD + 2 * SPREAD * random))
}
