import { expect, test } from 'vitest'

import { linkRetryMs, readLinkAnswer } from './link-answer'

const refusal = (code: string) => ({ ok: false, error: { code, details: {} } })

test.each([
  ['an opened link', 200, { ok: true, data: {} }, 'open'],
  ['an unknown link', 403, refusal('link.unknown'), 'refused'],
  ['a revoked link', 403, refusal('link.revoked'), 'refused'],
  ['an unknown invitation', 403, refusal('invitation.unknown'), 'refused'],
  ['a revoked invitation', 403, refusal('invitation.revoked'), 'refused'],
  ['too many', 429, refusal('access.too-many-attempts'), 'busy'],
  ['too many for a proxy', 429, null, 'busy'],
  ['an error of ours', 500, refusal('internal'), 'failed'],
  ['an error of an earlier version of ours', 403, refusal('internal'), 'failed'],
  ['a request that looks like that of another site', 403, refusal('access.not-allowed'), 'failed'],
  ['a proxy without a server behind it', 502, null, 'failed'],
  ['a proxy that answers for itself', 403, null, 'failed'],
  ['a page of somebody else’s network', 200, null, 'failed'],
] as const)('%s', (_, status, body, expected) => {
  expect(readLinkAnswer(status, body)).toBe(expected)
})

test('the next try comes after some seconds, later each time, within half a minute or so', () => {
  const delays = Array.from({ length: 12 }, (_, tries) => linkRetryMs(tries, 0.5))
  expect(delays.toSorted((one, other) => one - other)).toEqual(delays)
  expect(delays[0]).toBe(2_000)
  expect(delays.at(-1)).toBe(30_000)
  expect([linkRetryMs(0, 0), linkRetryMs(99, 1)]).toEqual([1_400, 39_000])
})
