import { expect, test } from 'vitest'

import { knownLanguages, spokenAndRead, type KnownLanguage } from './known-languages'

test('a list of languages is the same after it was stored, and each is stored once', () => {
  const list: KnownLanguage[] = [
    { language: 'ti', use: 'both' },
    { language: 'am', use: 'speaks' },
    { language: 'en', use: 'reads' },
  ]
  expect(spokenAndRead(list)).toEqual({ alsoSpeaks: ['ti', 'am'], reads: ['ti', 'en'] })
  expect(knownLanguages(spokenAndRead(list))).toEqual(list)
  const twice: KnownLanguage[] = [
    { language: 'ar', use: 'speaks' },
    { language: 'ar', use: 'reads' },
    { language: 'ar', use: 'reads' },
  ]
  expect(knownLanguages(spokenAndRead(twice))).toEqual([{ language: 'ar', use: 'both' }])
})
