import type { Transaction } from '@/db/client'
import { enqueueJob } from '@/db/queries/jobs'
import type { LessonId } from '@/domain/ids'

/** Queues the assessment of a lesson; requests before it runs are merged into one. */
export async function enqueueAssessment(tx: Transaction, lessonId: LessonId): Promise<void> {
  await enqueueJob(tx, { task: 'assess-lesson', payload: { lessonId }, key: `assess-lesson:${lessonId}` })
}
