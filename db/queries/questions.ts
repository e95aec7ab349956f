import { asc, eq } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { presenceFacts } from '@/db/schema/attendance'
import { enrolments } from '@/db/schema/courses'
import { invitations, visitors } from '@/db/schema/invitations'
import { lessonQuestions } from '@/db/schema/questions'
import { staff } from '@/db/schema/people'
import type { GroupId, LessonId } from '@/domain/ids'

export async function selectQuestions(tx: Transaction, lessonId: LessonId) {
  return tx
    .select({ questionId: lessonQuestions.id, askedAt: lessonQuestions.askedAt, outcome: lessonQuestions.outcome })
    .from(lessonQuestions)
    .where(eq(lessonQuestions.lessonId, lessonId))
    .orderBy(asc(lessonQuestions.askedAt))
}

/** @returns whether it is new. */
export async function insertQuestion(tx: Transaction, values: typeof lessonQuestions.$inferInsert): Promise<boolean> {
  const added = await tx
    .insert(lessonQuestions)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: lessonQuestions.id })
  return added.length > 0
}

type Where = { lessonId: LessonId; groupId: GroupId }

/** Persons who may have answered in a lesson: ever enrolled in its group, or present in it. */
export async function selectPossiblePersons(tx: Transaction, { lessonId, groupId }: Where) {
  const enrolled = await tx
    .selectDistinct({ personId: enrolments.personId })
    .from(enrolments)
    .where(eq(enrolments.groupId, groupId))
  const seen = await tx
    .selectDistinct({ personId: presenceFacts.personId })
    .from(presenceFacts)
    .where(eq(presenceFacts.lessonId, lessonId))
  return [...new Set([...enrolled, ...seen].flatMap(({ personId }) => personId ?? []))]
}

/** Others who may have answered: guests, admitted visitors and staff; by the name that they gave. */
export async function selectPossibleOthers(tx: Transaction, lessonId: LessonId) {
  const invited = await tx
    .select({ id: invitations.id, displayName: invitations.displayName })
    .from(invitations)
    .where(eq(invitations.lessonId, lessonId))
  const visiting = await tx
    .select({ id: visitors.id, displayName: visitors.displayName })
    .from(visitors)
    .where(eq(visitors.lessonId, lessonId))
  const working = await tx
    .selectDistinct({ id: staff.id, displayName: staff.name })
    .from(presenceFacts)
    .innerJoin(staff, eq(staff.id, presenceFacts.staffId))
    .where(eq(presenceFacts.lessonId, lessonId))
  const guests = [...invited, ...visiting].map((one) => ({ kind: 'guest' as const, ...one }))
  return [...guests, ...working.map((one) => ({ kind: 'staff' as const, ...one }))]
}
