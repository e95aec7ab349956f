import { expect, test } from 'vitest'

import { makeTotpSecret, totpAddress, totpStep } from './one-time-code'

/** The secret and the codes of RFC 6238, appendix B, with their last six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [2_000_000_000, '279037', 66_666_666],
])('at %i seconds the code is %s', (seconds, code, step) => {
  expect(totpStep({ secret: SECRET, code, nowMs: seconds * 1_000 })).toBe(step)
})

test('a code counts in the half minutes before and after its own, and has its own step', () => {
  const at = (seconds: number) => totpStep({ secret: SECRET, code: '287082', nowMs: seconds * 1_000 })
  expect([0, 29, 30, 59, 60, 89, 90].map(at)).toEqual([1, 1, 1, 1, 1, 1, null])
})

test.each(['287083', '28708', '2870820', 'abcdef', ''])('%s is no code', (code) => {
  expect(totpStep({ secret: SECRET, code, nowMs: 59_000 })).toBeNull()
})

test('secrets differ, and their address names whose they are', () => {
  expect(makeTotpSecret()).not.toBe(makeTotpSecret())
  expect(makeTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
  const address = new URL(totpAddress({ secret: SECRET, issuer: 'Samsal', label: 'åsa@example.org' }))
  expect([address.protocol, address.searchParams.get('secret'), address.searchParams.get('issuer')]).toEqual([
    ...['otpauth:', SECRET, 'Samsal'],
  ])
})
