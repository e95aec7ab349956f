import { expect, test } from 'vitest'

import { leadOn } from './lead-on'

const SECRET = 'KN8L8DnD8wrl6D6X8Zdo8rhWW6WoKn2xXR2k_HJKw3s'
const RECORDING = '/recordings/7d3b1c52-7d36-4b8e-9a54-0c1f3f5a9b11'

test.each([
  ['an escaped #', `/p%23${SECRET}`, `/p#${SECRET}`],
  ['an invitation', `/g%23${SECRET}`, `/g#${SECRET}`],
  ['escaped twice', `/p%2523${SECRET}`, `/p#${SECRET}`],
  ['after a slash', `/p/%23${SECRET}`, `/p#${SECRET}`],
  ['a capital letter too', `/P%23${SECRET}`, `/p#${SECRET}`],
  ['with a full stop', `/p%23${SECRET}.`, `/p#${SECRET}`],
  ['with parameters after it', `/p%23${SECRET}?utm_source=sms`, `/p#${SECRET}`],
  ['with parameters before it', `/p?fbclid=a%23${SECRET}`, `/p#${SECRET}`],
  ['straight in', `/p?in%23${SECRET}`, `/p?in#${SECRET}`],
  ['a # that no browser sends', `/p#${SECRET}`, `/p#${SECRET}`],
  ['without a secret', '/p%23', '/p'],
  ['a capital letter', '/P', '/p'],
  ['a capital letter with a query', '/G?utm_source=x', '/g?utm_source=x'],
  ['a page typed on a phone', '/Screen', '/screen'],
  ['a recording with a full stop', `${RECORDING}.`, RECORDING],
  ['a page with a bracket', '/check)', '/check'],
  ['a page with an escaped space', '/screen%20', '/screen'],
  ['a page with a right-to-left mark', '/p%E2%80%8F', '/p'],
])('%s', (_, asked, meant) => {
  expect(leadOn(asked)).toBe(meant)
})

test.each([
  '/',
  '/p',
  '/p?in',
  '/p?utm_source=x',
  '/office/participants?search=%23Anna.',
  '/office/groups/%E1%8A%A0',
  '/api/person-session',
  '/robots.txt',
  '/_next/static/x.js.',
  '/Something',
  '/pq%23x',
  '/%',
  '',
])('%s stays', (asked) => {
  expect(leadOn(asked)).toBeNull()
})

test('nobody is led to another host', () => {
  expect(leadOn(`//p%23${SECRET}`)).toBe(`/p#${SECRET}`)
  expect(leadOn('//example.org.')).toBeNull()
  expect(leadOn('/p//example.org.')).toBe('/p//example.org')
})
