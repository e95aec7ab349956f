import type { LessonId, PersonId } from '../ids'

/** The current attendance of a person in a lesson; `themePart` is null for sfi. */
export type ClaimEntry = {
  personId: PersonId
  lessonId: LessonId
  lessonOn: string
  startsAtMs: number
  themePart: number | null
  presentMinutes: number
  excusedMinutes: number
  technicalFailureMinutes: number
  origin: 'assessed' | 'corrected'
}

type ClaimMinutes = { presentMinutes: number; excusedMinutes: number; technicalFailureMinutes: number }

/** A lesson that proves the minutes of a row. */
export type ClaimProof = ClaimMinutes & Pick<ClaimEntry, 'lessonId' | 'lessonOn' | 'startsAtMs' | 'origin'>

/** One person's participation in one theme part, with the lessons that prove it in order of time. */
export type ClaimLine = ClaimMinutes & { personId: PersonId; themePart: number | null; lessons: ClaimProof[] }

export type ClaimBasis = { lines: ClaimLine[]; totals: ClaimMinutes & { persons: number; lessons: number } }

/** Rows per person and theme part, sorted by both (sfi last), with totals. The order of `entries` does not matter. */
export function buildClaimBasis(entries: readonly ClaimEntry[]): ClaimBasis {
  const byLine = Map.groupBy(entries, (entry) => `${entry.personId} ${entry.themePart ?? '-'}`)
  const lines = [...byLine.values()].flatMap((ofLine) => connectionOf(ofLine)).toSorted(compareLines)
  return {
    lines,
    totals: {
      ...sumMinutes(entries),
      persons: new Set(entries.map((entry) => entry.personId)).size,
      lessons: new Set(entries.map((entry) => entry.lessonId)).size,
    },
  }
}

function connectionOf(entries: readonly ClaimEntry[]): ClaimLine[] {
  const [first] = entries
  if (!first) return []
  const lessons = entries
    .map(({ personId: _person, themePart: _part, ...proof }) => proof)
    .toSorted((one, other) => one.startsAtMs - other.startsAtMs || compareText(one.lessonId, other.lessonId))
  return [{ personId: first.personId, themePart: first.themePart, ...sumMinutes(entries), lessons }]
}

function sumMinutes(entries: readonly ClaimMinutes[]): ClaimMinutes {
  const sum = (of: (entry: ClaimMinutes) => number) => entries.reduce((total, entry) => total + of(entry), 0)
  return {
    presentMinutes: sum((entry) => entry.presentMinutes),
    excusedMinutes: sum((entry) => entry.excusedMinutes),
    technicalFailureMinutes: sum((entry) => entry.technicalFailureMinutes),
  }
}

function compareLines(one: ClaimLine, other: ClaimLine): number {
  return (
    compareText(one.personId, other.personId) ||
    (one.themePart ?? Number.MAX_SAFE_INTEGER) - (other.themePart ?? Number.MAX_SAFE_INTEGER)
  )
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
