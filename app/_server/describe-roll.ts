import 'server-only'
import type * as z from 'zod'

import type { rollAnswer } from '@/protocol/http-answers'
import { dateOf } from '@/domain/time'
import type { KnownMark } from '@/services/attendance/decide-marks'
import type { getRoll } from '@/services/attendance/get-roll'

/** The roll as its page has it, in the first place and at every refresh. */
export function describeRoll(roll: Awaited<ReturnType<typeof getRoll>>): z.input<typeof rollAnswer> {
  return {
    nowMs: Date.now(),
    date: dateOf(roll.lesson.startsAt.getTime()),
    rounds: roll.rounds,
    turn: roll.turn,
    hiddenCount: roll.hiddenCount,
    people: roll.rows.map((row) => ({
      ...row,
      marks: { start: describeMark(row.marks.start), after_break: describeMark(row.marks.after_break) },
    })),
  }
}

/** A mark with its time as a number. */
export function describeMark(mark: KnownMark | null) {
  return mark && { markKey: mark.markKey, mark: mark.mark, arrivedAtMs: mark.arrivedAt?.getTime() ?? null }
}
