import { bigserial, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { MunicipalityId } from '@/domain/ids'

/** Who did what, when. Append-only, without personal data: ids only. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    municipalityId: uuid('municipality_id').$type<MunicipalityId>(),
    action: text().notNull(),
    subjectId: text('subject_id'),
    details: jsonb().notNull().default({}).$type<Record<string, string | number | boolean | null>>(),
  },
  (table) => [
    index('audit_by_municipality').on(table.municipalityId, table.at),
    index('audit_by_place').on(table.municipalityId, table.id),
    index('audit_by_subject').on(table.subjectId, table.id),
    index('audit_by_time').on(table.at),
  ],
)

/** Heartbeats of processes that cannot be reached over HTTP. */
export const heartbeats = pgTable('heartbeats', {
  name: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
})
