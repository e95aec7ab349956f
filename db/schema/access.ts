import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Kinds of subjects with access: a participant, a screen, a member of staff, a guest. */
export type SubjectKind = 'person' | 'endpoint' | 'staff' | 'guest'

/**
 * How often a subject's access was revoked. Sessions and tickets carry the generation of their creation, and are
 * refused once it has grown. A subject without a row has generation 0.
 */
export const accessGenerations = pgTable(
  'access_generations',
  {
    subjectKind: text('subject_kind').notNull().$type<SubjectKind>(),
    subjectId: uuid('subject_id').notNull(),
    generation: integer().notNull(),
    /** On the database's clock. */
    raisedAt: timestamp('raised_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKind, table.subjectId] }),
    index('access_raised_lately').on(table.raisedAt),
  ],
)
