import { describe, expect, test } from 'vitest'

import { areNamesakes, type Named } from './namesakes'

/** A name whose words have the keys that stand with them: `Mohammed~mhmd`. */
function named(name: string): Named {
  const words = name.split(' ').filter((word) => /\p{L}/u.test(word))
  return { name, words: words.map((word) => word.toLowerCase().split('~')).map((keys) => ({ keys, sameAs: keys })) }
}

describe('who may be taken for each other', () => {
  test.each([
    ['the same name', 'Nora Ek', 'Nora Ek', true],
    ['the same name otherwise written', 'Mohammed~mhmd Ali', 'Mehmed~mhmd Ali', true],
    ['names that sound otherwise', 'Mohammed~mhmd Ali', 'Mahmoud~mhmwd Ali', false],
    ['another order', 'Ek Nora', 'Nora Ek', true],
    ['a middle name left out', 'Anna Ek', 'Anna Maria Ek', true],
    ['one name', 'Ali', 'ali', true],
    ['one name and a longer one', 'Ali', 'Ali Hassan', false],
    ['another family name', 'Nora Ek', 'Nora Al', false],
    ['the same name twice in one', 'Ali Ali', 'Ali Hassan', false],
    ['names without letters', '…', '…', true],
    ['different names without letters', '…', '!', false],
    ['a name without letters and another', '…', 'Ali', false],
  ])('%s', (_, one, other, expected) => {
    expect(areNamesakes(named(one), named(other))).toBe(expected)
    expect(areNamesakes(named(other), named(one))).toBe(expected)
  })

  test('of a word in two scripts, the keys of one are the other’s', () => {
    const latin = { name: 'Ali', words: [{ keys: ['ali', ':lala'], sameAs: ['ali', ':aala'] }] }
    const arabic = { name: 'علي', words: [{ keys: ['علي', ':aala'], sameAs: ['علي', ':lala'] }] }
    const olle = { name: 'Olle', words: [{ keys: ['olle', ':lala'], sameAs: ['olle', ':aala'] }] }
    expect(areNamesakes(latin, arabic)).toBe(true)
    expect(areNamesakes(arabic, latin)).toBe(true)
    expect(areNamesakes(latin, olle)).toBe(false)
  })
})
