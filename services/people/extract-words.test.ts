import { expect, test } from 'vitest'

import EN from '@/locales/office/en/office.json' with { type: 'json' }
import SV from '@/locales/office/sv/office.json' with { type: 'json' }
import { PRESENCE_KINDS, ROLL_MARKS, ROLL_ROUNDS } from '@/domain/attendance/vocabulary'
import { COURSE_KINDS } from '@/domain/courses/vocabulary'
import { LEGAL_SEXES, LITERACIES, NEEDS, PERMIT_GROUNDS } from '@/domain/people/vocabulary'

/** What stands in a register extract by a word; languages and actions have tests of their own. */
const SETS = {
  courseKinds: COURSE_KINDS,
  legalSexes: LEGAL_SEXES,
  literacies: LITERACIES,
  marks: ROLL_MARKS,
  needs: NEEDS,
  origins: ['assessed', 'corrected'],
  permitGrounds: PERMIT_GROUNDS,
  presenceKinds: PRESENCE_KINDS,
  rounds: ROLL_ROUNDS,
}

test.each(Object.entries(SETS))('every value of %s has a word, in each language', (set, values) => {
  for (const texts of [SV, EN]) {
    const words: Record<string, unknown> = { ...(Reflect.get(texts, set) as object) }
    expect(Object.keys(words).toSorted()).toEqual([...values].toSorted())
  }
})
