import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

/** What to write instead of a word that is not plain English, or that makes everybody a woman. */
const INSTEAD: Readonly<Record<string, string>> = {
  whoever: 'anyone who, those who, or the noun',
  anew: 'again',
  she: 'they, or the noun',
  her: 'their, them, or the noun',
  hers: 'theirs, or the noun',
  herself: 'themselves, or the noun',
}

/** Generated texts, texts for people, and the work of others. */
const EXCEPT =
  /^(LICENSE|docs\/performance\.|db\/migrations\/|locales\/|public\/|scripts\/mediasoup-worker\/|package-lock\.json|tests\/architecture\/prose\.test\.ts$)/
/** About one woman, whose name is Parastoo. */
const ABOUT_A_WOMAN = 'tests/db/two-worlds.test.ts'

const TEXT = /\.(tsx?|mjs|md|yml|css|service)$/
const WORD = new RegExp(`\\b(?:${Object.keys(INSTEAD).join('|')})\\b`, 'gi')

function faultsIn(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      (line.match(WORD) ?? []).map((word) => `${index + 1}: ${word}; write ${INSTEAD[word.toLowerCase()]}`),
    )
}

const under = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
const files = [
  ...new Set([...readdirSync(ROOT), ...listSources(), ...['app', 'docs', 'operations'].flatMap(under)]),
].filter((file) => TEXT.test(file) && !EXCEPT.test(file) && file !== ABOUT_A_WOMAN)

test('people are they or the noun, and no sentence has whoever or anew', () => {
  expect(files.length).toBeGreaterThan(1_000)
  const found = files.flatMap((file) =>
    faultsIn(readFileSync(path.join(ROOT, file), 'utf8')).map((fault) => `${file}:${fault}`),
  )
  expect(found).toEqual([])
})

test.each([
  ['// Whoever asks gets the error.', ['1: Whoever; write anyone who, those who, or the noun']],
  ['/** Asks\n * her again. */', ['2: her; write their, them, or the noun']],
  ['The file begins anew.', ['1: anew; write again']],
  ['Others hear there, here and elsewhere.', []],
])('%j is judged', (text, faults) => {
  expect(faultsIn(text)).toEqual(faults)
})
