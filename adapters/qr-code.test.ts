import { expect, test } from 'vitest'

import { qrPath } from './qr-code'

test('a code has its quiet zone and a finder in the corner', () => {
  const { d, size } = qrPath('https://example.org/p#secret')
  expect(size).toBeGreaterThanOrEqual(21 + 8)
  expect(d.startsWith('M4 4h1v1h-1z')).toBe(true)
  expect(d).not.toContain('M3 ')
})
