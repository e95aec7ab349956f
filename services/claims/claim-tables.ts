import { hundredthsOfHours, sumOfHundredths } from '@/domain/claims/claim-hours'
import { timeOfDayOf } from '@/domain/time'
import type { ClaimLabels } from './claim-labels'
import type { NamedClaimBasis, NamedClaimLine } from './get-claim-basis'

export type Cell = string | number
export type ClaimTables = { hours: { head: string[]; rows: Cell[][] }; lessons: { head: string[]; rows: Cell[][] } }

/**
 * The two tables of an export: hours per person and theme part with their total and the rule of rounding, and the lessons
 * that prove them.
 */
export function claimTables(basis: NamedClaimBasis, labels: ClaimLabels): ClaimTables {
  const { municipality, person, personId, themePart, hours, minutes, lessonCount } = labels
  const partOf = (line: NamedClaimLine) => line.themePart ?? labels.sfi
  return {
    hours: {
      head: [municipality, person, personId, themePart, hours, minutes, lessonCount],
      rows: [
        ...basis.lines.map((line) => [
          basis.municipality.name,
          line.displayName,
          line.personId,
          partOf(line),
          hundredthsOfHours(line.presentMinutes) / 100,
          line.presentMinutes,
          line.lessons.length,
        ]),
        [labels.sum, '', '', '', sumOfHundredths(basis.lines) / 100, basis.totals.presentMinutes, ''],
        [labels.rounding, '', '', '', '', '', ''],
      ],
    },
    lessons: {
      head: [person, personId, themePart, labels.lessonId, labels.date, labels.start, minutes, labels.origin],
      rows: basis.lines.flatMap((line) =>
        line.lessons.map((lesson) => [
          line.displayName,
          line.personId,
          partOf(line),
          lesson.lessonId,
          lesson.lessonOn,
          timeOfDayOf(lesson.startsAtMs),
          lesson.presentMinutes,
          labels[lesson.origin],
        ]),
      ),
    },
  }
}
