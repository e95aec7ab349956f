import type * as z from 'zod'

import type { RollMark, RollRound } from '@/domain/attendance/vocabulary'
import type { rollAnswer } from '@/protocol/http-answers'

import type { KnownMark } from '../../_marks/kept-marks'

/** The roll as the server last told it. */
export type RollData = z.output<typeof rollAnswer>
export type RollPersonRow = RollData['people'][number]

/** The mark that the page shows for a person: the server's, or one that waits on this device. */
export type ShownMark = KnownMark & { isWaiting: boolean }

/** A mark as the host makes it; without `arrivedAtMs` a late person arrived now. */
export type MadeMark = { personId: string; mark: RollMark; arrivedAtMs: number | null; replaces?: string | null }

/** Anybody on the page: on the list, or known from a card since. */
export type ListedPerson = Omit<RollPersonRow, 'marks'>

export type RollPlace = { lessonId: string; siteId: string }

/** Whether a mark is replaced only after a question: everything but present says something about a person. */
export function needsQuestion(current: KnownMark | null, mark: RollMark): boolean {
  return current !== null && current.mark !== 'present' && current.mark !== mark
}

/** The round that the host sees: their choice, until it is another round's turn. */
export function roundShown(
  { rounds, turn }: Pick<RollData, 'rounds' | 'turn'>,
  choice: { round: RollRound; turn: RollRound } | null,
): RollRound {
  return choice && choice.turn === turn && rounds.includes(choice.round) ? choice.round : turn
}
