import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { linkSecretIn } from './link-secret'

const SECRET = 'KN8L8DnD8wrl6D6X8Zdo8rhWW6WoKn2xXR2k_HJKw3s'

describe('a secret is found in what follows the #', () => {
  test.each([
    ['as printed', SECRET],
    ['a full stop', `${SECRET}.`],
    ['a bracket and a full stop', `${SECRET}).`],
    ['quotes', `"${SECRET}”`],
    ['angle brackets', `<${SECRET}>`],
    ['an escaped space', `${SECRET}%20`],
    ['an escaped no-break space', `${SECRET}%C2%A0`],
    ['a space', ` ${SECRET} `],
    ['words', `${SECRET} Välkommen!`],
    ['a right-to-left mark', `${SECRET}\u200F`],
    ['an escaped right-to-left mark', `%E2%80%8F${SECRET}%E2%80%8F`],
    ['isolates', `\u2067${SECRET}\u2069`],
    ['a parameter', `${SECRET}?utm_source=sms&utm_medium=x`],
    ['a parameter of a messenger', `${SECRET}&fbclid=IwAR0abc_def-123`],
    ['a parameter of a mail', `${SECRET}&amp;x=1`],
    ['a slash', `${SECRET}/`],
    ['a second #', `#${SECRET}#top`],
    ['an escaped #', `%23${SECRET}`],
    ['an escape that was escaped', `${SECRET}%2520`],
    ['an Arabic comma', `${SECRET}،`],
    ['an Ethiopic full stop', `${SECRET}።`],
    ['a line break', `${SECRET.slice(0, 20)}%0A${SECRET.slice(20)}`],
    ['a soft hyphen', `${SECRET.slice(0, 20)}\u00AD${SECRET.slice(20)}`],
    ['stars', `*${SECRET}*`],
    ['an underscore of italics', `${SECRET}_`],
    ['half an escape', `${SECRET}%E2%80`],
    ['an escape that is cut off', `${SECRET}%`],
  ])('%s', (_, fragment) => {
    expect(linkSecretIn(fragment)).toBe(SECRET)
  })

  test.each([
    ['nothing', ''],
    ['a cut secret', SECRET.slice(0, 12)],
    ['only marks', '%20.'],
    ['far too much', 'x'.repeat(101)],
  ])('in %s there is none', (_, fragment) => {
    expect(linkSecretIn(fragment)).toBeNull()
  })
})

test('whatever is around a secret, what is found can be sent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (around) => {
      const found = linkSecretIn(`${SECRET}${around}`)
      expect(found ?? SECRET).toMatch(/^[\w-]{20,100}$/)
    }),
  )
})
