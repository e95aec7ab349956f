import type { LiveState } from './state'
import type { QuestionOutcome } from './view'
import { countedOf } from './view-for'

/** A finished question as it is stored: each answer with its subject, without a name. */
export function outcomeOf(question: NonNullable<LiveState['question']>): QuestionOutcome {
  const { asked, answers } = question
  const { answered, totals } = countedOf(question)
  const named = Object.entries(answers).flatMap(([memberId, { subject, choices }]) => {
    if (asked.isAnonymous || choices === null) return []
    return [subject ? { subject, choices } : { memberId, choices }]
  })
  return { asked, answered, totals, named }
}
