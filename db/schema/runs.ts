import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import type { ErrorCode } from '@/domain/error-codes'
import type { MunicipalityId, RunId, StaffId } from '@/domain/ids'
import type { RunKind, RunState } from '@/domain/runs'

import { staff } from './people'
import { municipalities } from './regions'

/**
 * Work in batches that outlives the page and the process that began it. The jobs carry it out on behalf of the member of
 * staff who asked for it, and with the roles that they hold at each batch.
 */
export const runs = pgTable(
  'runs',
  {
    id: uuid().primaryKey().defaultRandom().$type<RunId>(),
    kind: text().notNull().$type<RunKind>(),
    /** What it works on: an import. */
    subjectId: uuid('subject_id').notNull(),
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    state: text().notNull().default('waiting').$type<RunState>(),
    /** Rows done and rows in all, as far as they are known. */
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    errorCode: text('error_code').$type<ErrorCode>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** When the last batch ended. */
    heartbeatAt: timestamp('heartbeat_at', { withTimezone: true }),
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('one_run_at_a_time')
      .on(table.subjectId)
      .where(sql`${table.endedAt} is null`),
    index('runs_of').on(table.municipalityId, table.createdAt),
  ],
)
