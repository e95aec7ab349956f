import { expect, test } from 'vitest'

import { matchPages } from './match-pages'

const PAGES = [
  { href: '/lessons', word: 'Lektioner', group: 'Kurser', synonyms: 'schema, kalender, tillfällen' },
  { href: '/groups', word: 'Grupper', group: 'Kurser', synonyms: 'klasser' },
  { href: '/people', word: 'Deltagare', group: 'Människor', synonyms: 'elever, kursdeltagare' },
  { href: '/people/new', word: 'Ny deltagare', group: 'Människor', synonyms: '' },
  { href: '/claims', word: 'Ersättningsunderlag', group: 'Ersättning', synonyms: 'pengar' },
]
const found = (text: string) => matchPages(PAGES, text).map((page) => page.href)

test.each([
  ['nothing finds all', '', PAGES.map((page) => page.href)],
  ['spaces alone too', '   ', PAGES.map((page) => page.href)],
  ['a title', 'Lek', ['/lessons']],
  ['capitals', 'lEKTIONER', ['/lessons']],
  ['a synonym', 'elev', ['/people']],
  ['without its accents', 'ersattning', ['/claims']],
  ['with accents of another keyboard', 'tillfa\u0308llen', ['/lessons']],
  ['two words in any order', 'deltagare ny', ['/people/new']],
  ['a title before a synonym', 'kurs', ['/lessons', '/groups', '/people']],
  ['a group', 'människor', ['/people', '/people/new']],
  ['the middle of a word finds nothing', 'tagare', []],
  ['signs of a pattern are signs', '.*', PAGES.map((page) => page.href)],
  ['nothing of the kind', 'zebra', []],
  ['a plus: what makes something new', '+', ['/people/new']],
  ['a plus and a word', ' + delt', ['/people/new']],
  ['a plus and a word of no such page', '+lektioner', []],
])('%s', (_, text, expected) => {
  expect(found(text)).toEqual(expected)
})
