import type { MarkRow } from '@/db/queries/attendance'
import { arrivalIn } from '@/domain/attendance/roll-times'
import type { RollMark } from '@/domain/attendance/vocabulary'
import type { PersonId } from '@/domain/ids'
import type { RollPlan } from './roll-plan'
import type { NewMark } from './new-mark'

/** Who can be counted at the site: enrolled there, or a visitor from another place of the group. */
export type Countable = ReadonlyMap<PersonId, 'enrolled' | 'visiting'>

export type KnownMark = { markKey: string; mark: RollMark; arrivedAt: Date | null }

/**
 * What became of a mark. `kept`: it is recorded, now or before. `asks`: another mark is there, which the host has to see
 * first. `refused`: it will never be taken. `current` is the mark that counts; `isMoved` says that the arrival was
 * outside the lesson and is now at its nearest moment.
 */
export type MarkResult = {
  markKey: string
  outcome: 'kept' | 'asks' | 'refused'
  code: 'attendance.not-on-roll' | null
  current: KnownMark | null
  isMoved: boolean
}

type AddedMark = { markKey: string; personId: PersonId; mark: RollMark; arrivedAt: Date | null; markedAt: Date }
type Situation = { plan: RollPlan; nowMs: number; here: Countable; before: readonly MarkRow[] }

/** Decides about the marks of one round in their order. `before` are its recorded marks, oldest first. */
export function decideMarks(
  marks: readonly NewMark[],
  { plan, nowMs, here, before }: Situation,
): { results: MarkResult[]; added: AddedMark[] } {
  const latest = new Map<PersonId, KnownMark>(before.map((mark) => [mark.personId, mark]))
  const keys = new Set(before.map((mark) => mark.markKey))
  /** A mark that equals the one that was there stands for it in what follows. */
  const standsFor = new Map<string, string>()
  const added: AddedMark[] = []
  const results = marks.map((mark): MarkResult => {
    const { markKey } = mark
    const current = latest.get(mark.personId) ?? null
    const kept = { markKey, outcome: 'kept' as const, code: null, current, isMoved: false }
    if (keys.has(markKey)) return kept
    const place = here.get(mark.personId)
    if (!place || (place === 'visiting' && !mark.isVisiting)) {
      return { ...kept, outcome: 'refused', code: 'attendance.not-on-roll', current: null }
    }
    if (current && isSame(current, mark)) {
      standsFor.set(markKey, current.markKey)
      return kept
    }
    const replaces = mark.replaces === null ? null : (standsFor.get(mark.replaces) ?? mark.replaces)
    if (current && current.markKey !== replaces) return { ...kept, outcome: 'asks' }
    const markedAtMs = madeAt(mark, nowMs)
    const { arrivedAt, isMoved } = arrivalOf(mark, plan, markedAtMs)
    const made = { markKey, mark: mark.mark, arrivedAt }
    latest.set(mark.personId, made)
    keys.add(markKey)
    added.push({ ...made, personId: mark.personId, markedAt: new Date(markedAtMs) })
    return { ...kept, current: made, isMoved }
  })
  return { results, added }
}

/** When a mark was made, on the server's clock. */
function madeAt({ agoMs, notBefore }: NewMark, nowMs: number): number {
  const earliestMs = notBefore === null ? 0 : Date.parse(notBefore)
  return Math.min(nowMs, Math.max(nowMs - agoMs, earliestMs))
}

function arrivalOf(mark: NewMark, { lesson, rules }: RollPlan, madeAtMs: number) {
  if (mark.mark !== 'late') return { arrivedAt: null, isMoved: false }
  const askedMs = mark.arrivedAt === null ? madeAtMs : Date.parse(mark.arrivedAt)
  const arrivedAtMs = arrivalIn(lesson, rules, askedMs)
  return { arrivedAt: new Date(arrivedAtMs), isMoved: arrivedAtMs !== askedMs }
}

/** Late again, without another time, is the same. */
function isSame(current: KnownMark, { mark, arrivedAt }: NewMark): boolean {
  if (current.mark !== mark) return false
  return mark !== 'late' || arrivedAt === null || current.arrivedAt?.getTime() === Date.parse(arrivedAt)
}
