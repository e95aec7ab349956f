import { boolean, date, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { MunicipalityId, SiteId } from '@/domain/ids'

export const municipalities = pgTable('municipalities', {
  id: uuid().primaryKey().defaultRandom().$type<MunicipalityId>(),
  /** Four digits, Statistics Sweden's municipal code. */
  code: text().notNull().unique(),
  name: text().notNull(),
  joinedOn: date('joined_on').notNull(),
  leftOn: date('left_on'),
  /** Whether lessons that it hosts may be recorded. */
  recordingAllowed: boolean('recording_allowed').notNull().default(false),
  /** From this day its staff sign in with a password and a second factor; null while it demands none. */
  secondFactorFrom: date('second_factor_from'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})

export const sites = pgTable('sites', {
  id: uuid().primaryKey().defaultRandom().$type<SiteId>(),
  municipalityId: uuid('municipality_id')
    .notNull()
    .references(() => municipalities.id)
    .$type<MunicipalityId>(),
  name: text().notNull(),
  address: text().notNull().default(''),
  closedOn: date('closed_on'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})
