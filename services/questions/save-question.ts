import type { QuestionOutcome } from '@/domain/live-lesson/view'
import type { Transaction } from '@/db/client'
import { insertQuestion } from '@/db/queries/questions'
import type { LessonId } from '@/domain/ids'
import type { LessonRecord } from '@/protocol/media-events'

type Asked = Extract<LessonRecord, { kind: 'question-asked' }>

/**
 * Stores a question with its lesson, without the names of those who answered.
 * @returns false when it exists already.
 */
export async function saveQuestion(tx: Transaction, { factId, lessonId, at, question }: Asked): Promise<boolean> {
  const values = { id: factId, lessonId: lessonId as LessonId, askedAt: new Date(at), outcome: withoutNames(question) }
  return insertQuestion(tx, values)
}

function withoutNames(question: QuestionOutcome): QuestionOutcome {
  const named = question.named.map((answer) =>
    'subject' in answer ? answer : { memberId: answer.memberId, choices: answer.choices },
  )
  return { ...question, named }
}
