import { describe, expect, test } from 'vitest'

import { fillGaps, keepTexts, mergeTexts } from './text-tree'

const REFERENCE = {
  title: 'Titel',
  hand: { up: 'Uppe', down: 'Nere' },
  count_one: '{{count}} hand',
  count_other: '{{count}} händer',
}

describe('an incomplete language', () => {
  test('shows its own texts, and Swedish ones where it has none', () => {
    const filled = fillGaps({ hand: { up: 'مرفوعة' } }, REFERENCE, 'ar')
    expect(filled).toMatchObject({ title: 'Titel', hand: { up: 'مرفوعة', down: 'Nere' } })
  })

  test('has a text for every plural form it distinguishes', () => {
    const filled = fillGaps({}, REFERENCE, 'ar')
    const forms = new Intl.PluralRules('ar').resolvedOptions().pluralCategories
    expect(forms.map((form) => filled[`count_${form}`])).toContain('{{count}} hand')
    expect(forms.filter((form) => filled[`count_${form}`] === undefined)).toEqual([])
  })

  test('keeps its own plural forms, and gets none of another language', () => {
    const filled = fillGaps({ count_two: 'يدان', count_other: '{{count}} يد' }, REFERENCE, 'ar')
    expect(
      Object.keys(filled)
        .filter((key) => key.startsWith('count'))
        .toSorted(),
    ).toEqual(['count_other', 'count_two'])
  })
})

test('a complete language is unchanged', () => {
  expect(fillGaps(REFERENCE, REFERENCE, 'en')).toEqual(REFERENCE)
})

test('keys of only one of two trees are both kept', () => {
  expect(mergeTexts({ a: { b: '1' }, c: '1' }, { a: { d: '2' }, c: '2' })).toEqual({ a: { b: '1', d: '2' }, c: '2' })
})

test('unwanted texts leave no trace', () => {
  expect(keepTexts({ a: { b: '1' }, c: { d: '2' } }, (key) => key === 'c.d')).toEqual({ c: { d: '2' } })
})
