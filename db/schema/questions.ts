import { index, jsonb, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { LessonId } from '@/domain/ids'

import { lessons } from './courses'

/** Questions asked in a lesson, with their results. Append-only; the fact id is the key. */
export const lessonQuestions = pgTable(
  'lesson_questions',
  {
    id: uuid().primaryKey(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** In the shape of the protocol's `questionOutcome`. */
    outcome: jsonb().notNull(),
  },
  (table) => [index('questions_by_lesson').on(table.lessonId, table.askedAt)],
)
