import { expect, test } from 'vitest'

import { secretOnCard } from './read-card'

const secret = 'Ab3_-'.repeat(8)

test.each<[string, string, string | null]>([
  ['a card', `https://samsal.example/p#${secret}`, secret],
  ['a card of an address with a path', `https://example.se/samsal/p#${secret}`, secret],
  ['a web address', 'https://example.se/', null],
  ['a secret that is too short', 'https://example.se/p#abc', null],
  ['a link with something after it', `https://example.se/p#${secret}?utm_source=x`, secret],
  ['a link with an escaped #', `https://example.se/P%23${secret}.`, secret],
  ['an invitation', `https://example.se/g#${secret}`, null],
  ['nothing', '', null],
])('%s', (_, text, expected) => {
  expect(secretOnCard(text)).toBe(expected)
})
