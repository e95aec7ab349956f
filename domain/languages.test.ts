import { describe, expect, test } from 'vitest'

import { chooseLanguage, LANGUAGES_OF, REFERENCE_LANGUAGE, uiLanguageFor } from './languages'

const ask = (acceptLanguage: string, chosen: (string | undefined)[] = []) => ({ acceptLanguage, chosen })

describe('the language of a page', () => {
  test.each([
    ['what was chosen', 'participant', ask('en', ['ar']), 'ar'],
    ['the first that was chosen and that the set has', 'office', ask('', ['ar', 'en']), 'en'],
    ['what the browser asks for, when the set lacks what was chosen', 'office', ask('en-GB,sv;q=0.5', ['ar']), 'en'],
    ['Swedish, when the set has neither', 'office', ask('ti,ar;q=0.9', ['ar']), 'sv'],
    ['Swedish, when nothing is known', 'participant', ask(''), 'sv'],
    ['the most wanted, in whichever order it is sent', 'participant', ask('en;q=0.2, ti;q=0.8, xx'), 'ti'],
    ['a language without its region', 'participant', ask('AR-sy'), 'ar'],
    ['none that the browser refuses', 'participant', ask('ar;q=0,en;q=0.1'), 'en'],
    ['no other that begins with the same letters', 'participant', ask('eng,arn,tig'), 'sv'],
    ['Swedish for what is no header', 'participant', ask(';;q=,,-;q=x'), 'sv'],
  ] as const)('is %s', (_, set, asked, language) => {
    expect(chooseLanguage(set, asked)).toBe(language)
  })
})

test('every set is complete in its fallback language', () => {
  for (const languages of Object.values(LANGUAGES_OF)) expect(languages).toContain(REFERENCE_LANGUAGE)
})

test('somebody whose language the product does not have gets Swedish', () => {
  expect(['ti', 'sv-x-easy', 'om'].map(uiLanguageFor)).toEqual(['ti', 'sv', 'sv'])
})
