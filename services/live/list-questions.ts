import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'

import { withActor } from '@/db/client'
import { lessonQuestions } from '@/db/schema/live'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { questionOutcome } from '@/protocol/live-view'
import { lessonId } from '@/services/ids'

export const listQuestionsInput = z.strictObject({ lessonId })

/** The questions of a lesson in the order they were asked, with their answers. @throws DomainError `access.not-allowed`. */
export async function listQuestions(actor: Actor, input: z.infer<typeof listQuestionsInput>) {
  assertAllowed(actor, 'attendance.list')
  const rows = await withActor(actor, (tx) =>
    tx
      .select({ questionId: lessonQuestions.id, askedAt: lessonQuestions.askedAt, outcome: lessonQuestions.outcome })
      .from(lessonQuestions)
      .where(eq(lessonQuestions.lessonId, input.lessonId))
      .orderBy(asc(lessonQuestions.askedAt)),
  )
  return rows.map((row) => ({ ...row, outcome: questionOutcome.parse(row.outcome) }))
}
