import type { Transaction } from '@/db/client'
import { selectLessonFacts } from '@/db/queries/attendance'
import type { LessonOverview } from '@/db/queries/lessons'
import { ROLL_ROUNDS, type RollRound } from '@/domain/attendance/vocabulary'

/** The rounds of a lesson's roll: one, or two when a break is planned or was held. */
export async function roundsOf(tx: Transaction, lesson: LessonOverview): Promise<readonly RollRound[]> {
  if (lesson.breakStartsAt !== null) return ROLL_ROUNDS
  const facts = await selectLessonFacts(tx, lesson.lessonId)
  return facts.some((fact) => fact.kind === 'break-started') ? ROLL_ROUNDS : ['start']
}
