import { expect, test } from 'vitest'

import { returnPath } from './return-path'

test.each(['/', '/office', '/office/participants?search=Anna&page=2', '/teach/0b9c'])(
  '%s is a page of ours',
  (path) => {
    expect(returnPath(path)).toBe(path)
  },
)

test.each([
  ...['https://example.org', '//example.org', '/\\example.org', '\\\\example.org', '/%09/example.org'.slice(1)],
  ...['/\t/example.org', '/\n//example.org', ' /office', 'javascript:alert(1)', 'office', '', '/.//example.org'],
  ...['/..//example.org/', '/api/sign-in/0b9c', `/${'x'.repeat(300)}`, '/ö'],
])('%s leads to the start page', (asked) => {
  expect(returnPath(asked)).toBe('/')
})

test('no address leads to the start page', () => {
  expect([returnPath(null), returnPath(undefined)]).toEqual(['/', '/'])
})
