import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { LessonId, PersonId } from '../ids'
import { buildClaimBasis, type ClaimEntry } from './build-claim-basis'

const entry = (person: string, lesson: string, more: Partial<ClaimEntry> = {}): ClaimEntry => ({
  personId: person as PersonId,
  lessonId: lesson as LessonId,
  lessonOn: '2026-01-12',
  startsAtMs: 0,
  themePart: 3,
  presentMinutes: 60,
  excusedMinutes: 5,
  technicalFailureMinutes: 1,
  origin: 'assessed',
  ...more,
})

describe('the claim basis', () => {
  it('has a row per person and theme part, sfi last, with lessons in order of time', () => {
    const basis = buildClaimBasis([
      entry('b', 'l1'),
      entry('a', 'l3', { themePart: null }),
      entry('a', 'l2', { startsAtMs: 2 }),
      entry('a', 'l1', { startsAtMs: 1, presentMinutes: 30 }),
    ])
    expect(basis.lines.map((line) => [line.personId, line.themePart, line.presentMinutes])).toEqual([
      ['a', 3, 90],
      ['a', null, 60],
      ['b', 3, 60],
    ])
    expect(basis.lines[0]?.lessons.map((proof) => proof.lessonId)).toEqual(['l1', 'l2'])
    expect(basis.totals).toEqual({
      presentMinutes: 210,
      excusedMinutes: 20,
      technicalFailureMinutes: 4,
      persons: 2,
      lessons: 3,
    })
  })

  it('is empty without entries', () => {
    expect(buildClaimBasis([])).toEqual({
      lines: [],
      totals: { presentMinutes: 0, excusedMinutes: 0, technicalFailureMinutes: 0, persons: 0, lessons: 0 },
    })
  })

  it('does not depend on the order of entries', () => {
    const entries = ['a', 'b', 'c'].flatMap((person) => ['l1', 'l2', 'l3'].map((lesson) => entry(person, lesson)))
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(buildClaimBasis(shuffled)).toEqual(buildClaimBasis(entries))
      }),
    )
  })
})
