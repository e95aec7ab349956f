import { bigint, boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { LessonId } from '@/domain/ids'

import { lessons } from './courses'

/** Media nodes, as each last said of itself. */
export const mediaNodes = pgTable('media_nodes', {
  id: text().primaryKey(),
  mediaUrl: text('media_url'),
  linkUrl: text('link_url'),
  region: text().notNull(),
  isDraining: boolean('is_draining').notNull(),
  capacity: integer().notNull(),
  packetsPerSecond: integer('packets_per_second').notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** On the clock of the database, which all who ask share. */
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  /** Since when it was heard of without a gap: such a one shows that reports do arrive. */
  steadySince: timestamp('steady_since', { withTimezone: true }).notNull(),
  /** When its lessons were placed anew, because it was not heard of. */
  lostAt: timestamp('lost_at', { withTimezone: true }),
  /** Its workers and lessons, as `nodeReport` of the protocol has them. */
  workers: jsonb().notNull(),
  lessons: jsonb().notNull(),
})

/** Which node a lesson is on. */
export const lessonPlacements = pgTable(
  'lesson_placements',
  {
    lessonId: uuid('lesson_id')
      .primaryKey()
      .references(() => lessons.id)
      .$type<LessonId>(),
    nodeId: text('node_id').notNull(),
    /** Grows each time that the lesson is placed anew. */
    generation: integer().notNull(),
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('placements_by_node').on(table.nodeId)],
)

/** What another node needs to go on with a live lesson. Gone when the lesson ends. */
export const lessonLiveStates = pgTable('lesson_live_states', {
  lessonId: uuid('lesson_id')
    .primaryKey()
    .references(() => lessons.id)
    .$type<LessonId>(),
  seq: bigint({ mode: 'number' }).notNull(),
  state: jsonb().notNull(),
  savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
})
