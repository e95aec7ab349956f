import { bigint, boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { SetAsideReason } from '@/domain/attendance/vocabulary'
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
  /** Whether its disk took what it wrote last. */
  takesFacts: boolean('takes_facts').notNull().default(true),
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
    epoch: integer().notNull(),
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

/**
 * Facts of media servers that could not be kept: of lessons that do not exist, of a shape that this app cannot read, or
 * refused by the database. A person looks at them; they hold up nobody. Append-only.
 */
export const factsSetAside = pgTable(
  'facts_set_aside',
  {
    /** The fact's id, or the hash of what has none: the same one sent again is set aside once. */
    key: text().primaryKey(),
    nodeId: text('node_id').notNull(),
    lessonId: uuid('lesson_id').$type<LessonId>(),
    kind: text(),
    reason: text().notNull().$type<SetAsideReason>(),
    /** SQLSTATE of the refusal, where the database refused it. */
    sqlState: text('sql_state'),
    /** As it came, in JSON, which escapes what the database would not take. */
    body: text().notNull(),
    setAsideAt: timestamp('set_aside_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('set_aside_lately').on(table.setAsideAt)],
)
