import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { LANGUAGES_OF } from '@/domain/languages'

const ranges = [
  ...readFileSync(new URL('fonts.css', import.meta.url), 'utf8').matchAll(/U\+([\da-f]+)(?:-([\da-f]+))?/g),
].map(([, first = '', last = first]) => [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const)
const isInside = (letter: string) => {
  const point = letter.codePointAt(0) ?? 0
  return ranges.some(([first, last]) => point >= first && point <= last)
}

const texts = (['participant', 'office'] as const).flatMap((set) =>
  LANGUAGES_OF[set].flatMap((language) => {
    const folder = new URL(`../../locales/${set}/${language}/`, import.meta.url)
    return readdirSync(folder).map((name) => [
      `${set}/${language}/${name}`,
      readFileSync(new URL(name, folder), 'utf8'),
    ])
  }),
)

test.each(texts)('a page needs no whole font for %s', (_, text = '') => {
  const missing = new Set([...text].filter((letter) => letter > ' ' && !isInside(letter)))
  expect([...missing], 'run scripts/subset-fonts.mjs').toEqual([])
})
