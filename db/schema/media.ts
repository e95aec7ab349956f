import { bigint, boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { SetAsideReason } from '@/domain/attendance/vocabulary'
import type { LessonId } from '@/domain/ids'

import { lessons } from './courses'

/** Media nodes, as last reported. */
export const mediaNodes = pgTable('media_nodes', {
  id: text().primaryKey(),
  mediaUrl: text('media_url'),
  linkUrl: text('link_url'),
  region: text().notNull(),
  isDraining: boolean('is_draining').notNull(),
  capacity: integer().notNull(),
  packetsPerSecond: integer('packets_per_second').notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** On the database's clock, which all web apps share. */
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  /** Since when it has reported without a gap: such a node proves that reports do arrive. */
  steadySince: timestamp('steady_since', { withTimezone: true }).notNull(),
  /** When its lessons were placed on other nodes, because it had stopped reporting. */
  lostAt: timestamp('lost_at', { withTimezone: true }),
  /** Whether its last write to disk succeeded. */
  takesFacts: boolean('takes_facts').notNull().default(true),
  /** Its workers and lessons, in the shape of the protocol's `nodeReport`. */
  workers: jsonb().notNull(),
  lessons: jsonb().notNull(),
})

/** The node of a lesson. */
export const lessonPlacements = pgTable(
  'lesson_placements',
  {
    lessonId: uuid('lesson_id')
      .primaryKey()
      .references(() => lessons.id)
      .$type<LessonId>(),
    nodeId: text('node_id').notNull(),
    /** Incremented each time the lesson is placed. */
    epoch: integer().notNull(),
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('placements_by_node').on(table.nodeId)],
)

/** What another node needs to continue a live lesson. Deleted when the lesson ends. */
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
 * Facts that could not be stored: of unknown lessons, in a shape that this app cannot read, or refused by the database.
 * A person examines them; they block nothing. Append-only.
 */
export const factsSetAside = pgTable(
  'facts_set_aside',
  {
    /** The fact's id, or a hash if it has none: a duplicate is set aside once. */
    key: text().primaryKey(),
    nodeId: text('node_id').notNull(),
    lessonId: uuid('lesson_id').$type<LessonId>(),
    kind: text(),
    reason: text().notNull().$type<SetAsideReason>(),
    /** SQLSTATE of the refusal, if the database refused it. */
    sqlState: text('sql_state'),
    /** As received, in JSON, which escapes what the database would not accept. */
    body: text().notNull(),
    setAsideAt: timestamp('set_aside_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('set_aside_lately').on(table.setAsideAt)],
)
