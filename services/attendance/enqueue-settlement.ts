import type { Transaction } from '@/db/client'
import { enqueueJob } from '@/db/queries/jobs'
import type { LessonId } from '@/domain/ids'

/** Has a lesson settled soon, once, however often it is asked for before that. */
export async function enqueueSettlement(tx: Transaction, lessonId: LessonId): Promise<void> {
  await enqueueJob(tx, { task: 'settle-lesson', payload: { lessonId }, key: `settle-lesson:${lessonId}` })
}
