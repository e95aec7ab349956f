import { sql } from 'drizzle-orm'
import { bigint, check, date, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { LessonId, MunicipalityId, RecordingId, StaffId } from '@/domain/ids'
import type { Timeline } from '@/domain/recordings/timeline'

import { lessons } from './courses'
import { staff } from './people'
import { municipalities } from './regions'

/** Recordings of lessons. The media server stores sound and picture; this table describes them. */
export const recordings = pgTable(
  'recordings',
  {
    id: uuid().primaryKey().$type<RecordingId>(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    hostingMunicipalityId: uuid('hosting_municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true }).notNull(),
    durationMs: integer('duration_ms').notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    /** The media node with the file; null for recordings made before there were several nodes. */
    nodeId: text('node_id'),
    timeline: jsonb().notNull().$type<Timeline>(),
    /** The retention date: it is deleted the day after. */
    retainUntil: date('retain_until').notNull(),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
    /** Null for a recording that expired. */
    deletedBy: uuid('deleted_by')
      .references(() => staff.id)
      .$type<StaffId>(),
    /** When the media server confirmed that no byte is left. */
    erasedAt: timestamp('erased_at', { withTimezone: true }),
  },
  (table) => [
    index('recordings_lesson').on(table.lessonId),
    check('recording_has_length', sql`${table.durationMs} >= 0 and ${table.bytes} >= 0`),
    check('erased_after_deleted', sql`${table.erasedAt} is null or ${table.deletedAt} is not null`),
  ],
)
