import { describe, expect, it } from 'vitest'

import { isNameInAlias } from './names-in-alias'

const ZEYNEP = ['Zeynepsekret', 'Qvarnlundh'] as const

describe('an alias reveals a legal name', () => {
  it.each([
    ['both names', 'Zeynepsekret Qvarnlundh', ZEYNEP],
    ['in the other order', 'Qvarnlundh, Zeynepsekret', ZEYNEP],
    ['the given name alone', 'Zeynepsekret 3', ZEYNEP],
    ['the family name with an initial', 'Z. Qvarnlundh', ZEYNEP],
    ['in other case', 'zEYNEPSEKRET', ZEYNEP],
    ['with accents', 'Zéynepsékret', ZEYNEP],
    ['without accents', 'Asa', ['Åsa', 'Öberg']],
    ['with letters that normalisation leaves', 'Soren', ['Søren', 'Ask']],
    ['as an e-mail address', 'zeynepsekret.q@example.org', ZEYNEP],
    ['between dots', 'Q.v.a.r.n.l.u.n.d.h', ZEYNEP],
    ['between digits', 'Zeyn3epsekret', ZEYNEP],
    ['run together with a word', 'LillaZeynepsekret', ZEYNEP],
    ['full-width', 'Ｚｅｙｎｅｐｓｅｋｒｅｔ', ZEYNEP],
    ['a short form of it', 'Zeynep', ZEYNEP],
    ['one half of a double name', 'Maria B', ['Anna-Maria', 'Ek']],
    ['a name of two letters', 'Li B', ['Li', 'Wang']],
    ['in Cyrillic', 'Оксана', ['Oksana', 'Exempel']],
    ['in Cyrillic, a short one', 'Анна', ['Anna', 'Exempel']],
    ['in Arabic', 'ليلى', ['Layla', 'Exempel']],
    ['in Arabic, the family name', 'م. محمد', ['Omar', 'Mohammed']],
    ['in Ethiopic', 'ምሕረት', ['Mehret', 'Testdotter']],
    ['in Latin, of a name in Ethiopic', 'Selam', ['ሰላም', 'ኣርኣያ']],
    ['in Greek', 'Ελένη', ['Eleni', 'Exempel']],
  ])('%s', (_label, alias, names) => {
    expect(isNameInAlias(alias, names)).toBe(true)
  })
})

describe('an alias reveals nothing', () => {
  it.each([
    ['of nothing in the name', 'Blåklocka 3', ZEYNEP],
    ['with a short name inside a longer word', 'Lilja', ['Li', 'Wang']],
    ['of two letters that the name has too', 'Ze 4', ZEYNEP],
    ['of digits', '4711', ZEYNEP],
    ['in another script', 'Ромашка', ZEYNEP],
    ['in Ethiopic', 'ጽጌረዳ', ['Mehret', 'Testdotter']],
  ])('%s', (_label, alias, names) => {
    expect(isNameInAlias(alias, names)).toBe(false)
  })
})
