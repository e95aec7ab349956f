import type { Transaction } from '@/db/client'
import { enqueueJob } from '@/db/queries/jobs'
import type { LessonId } from '@/domain/ids'

/** Has a lesson assessed soon, once, however often it is asked for before that. */
export async function enqueueAssessment(tx: Transaction, lessonId: LessonId): Promise<void> {
  await enqueueJob(tx, { task: 'assess-lesson', payload: { lessonId }, key: `assess-lesson:${lessonId}` })
}
