import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, smallint, text, timestamp, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import type { MunicipalityId, SavedViewId, StaffId } from '@/domain/ids'

import { staff } from './people'
import { municipalities } from './regions'

/** List views that a member of staff has saved under a name: filter, order and columns, never rows. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey().defaultRandom().$type<SavedViewId>(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    /** The list's name in the app. */
    list: text().notNull(),
    name: text().notNull(),
    /** The query string of the list's address. */
    query: text().notNull(),
    /** Whether the list opens with it. */
    isDefault: boolean('is_default').notNull().default(false),
    /** The municipality whose staff may use it too; null while it is its owner's alone. */
    sharedIn: uuid('shared_in')
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    /** Numbers the views of a list, which limits how many somebody can save. */
    slot: smallint().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('view_named_once').on(table.staffId, table.list, table.name),
    unique('view_in_slot').on(table.staffId, table.list, table.slot),
    uniqueIndex('one_default_view')
      .on(table.staffId, table.list)
      .where(sql`${table.isDefault}`),
    check('view_slot_range', sql`${table.slot} between 1 and 20`),
    check(
      'view_size',
      sql`length(${table.query}) <= 2000 and length(${table.name}) <= 60 and length(${table.list}) <= 40`,
    ),
  ],
)
