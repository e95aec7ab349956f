import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Who can be let into something: a participant, a screen, a member of staff, somebody invited. */
export type SubjectKind = 'person' | 'endpoint' | 'staff' | 'guest'

/**
 * How often a subject's access was ended. Sessions and tickets carry the number that was current when they were made,
 * and count for nothing once it has grown. A subject without a row has the generation 0.
 */
export const accessGenerations = pgTable(
  'access_generations',
  {
    subjectKind: text('subject_kind').notNull().$type<SubjectKind>(),
    subjectId: uuid('subject_id').notNull(),
    generation: integer().notNull(),
    /** On the clock of the database. */
    raisedAt: timestamp('raised_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKind, table.subjectId] }),
    index('access_raised_lately').on(table.raisedAt),
  ],
)
