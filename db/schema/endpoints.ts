import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { CheckReason, CheckVerdict } from '@/domain/checks/assess-check'
import type { EndpointId, MunicipalityId, SiteId, StaffId } from '@/domain/ids'

import { municipalities, sites } from './regions'

/** A classroom's endpoint with camera and microphone, authenticated by a secret in a cookie, stored here as a hash. */
export const endpoints = pgTable('endpoints', {
  id: uuid().primaryKey().defaultRandom().$type<EndpointId>(),
  siteId: uuid('site_id')
    .notNull()
    .references(() => sites.id)
    .$type<SiteId>(),
  municipalityId: uuid('municipality_id')
    .notNull()
    .references(() => municipalities.id)
    .$type<MunicipalityId>(),
  name: text().notNull(),
  secretHash: text('secret_hash').notNull().unique(),
  pairedBy: uuid('paired_by').notNull().$type<StaffId>(),
  pairedAt: timestamp('paired_at', { withTimezone: true }).notNull().defaultNow(),
  unpairedAt: timestamp('unpaired_at', { withTimezone: true }),
})

/** Results of classrooms' checks. Append-only; an endpoint's latest is the state of its classroom. */
export const classroomChecks = pgTable(
  'classroom_checks',
  {
    id: uuid().primaryKey().defaultRandom(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => endpoints.id)
      .$type<EndpointId>(),
    municipalityId: uuid('municipality_id').notNull().$type<MunicipalityId>(),
    checkedAt: timestamp('checked_at', { withTimezone: true }).notNull().defaultNow(),
    reason: text().notNull().$type<CheckReason>(),
    verdict: text().notNull().$type<CheckVerdict>(),
    /** Outcome of each part and the measurements on each path. */
    findings: jsonb().notNull(),
  },
  (table) => [index('checks_by_endpoint').on(table.endpointId, table.checkedAt)],
)

/** A code on a screen that waits for a site host's approval. */
export const pairingCodes = pgTable('pairing_codes', {
  id: uuid().primaryKey().defaultRandom(),
  /** Six digits, read from the screen. */
  code: text().notNull().unique(),
  /** Hash of the screen's secret; it becomes the endpoint's secret. */
  secretHash: text('secret_hash').notNull().unique(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  endpointId: uuid('endpoint_id')
    .references(() => endpoints.id)
    .$type<EndpointId>(),
})
