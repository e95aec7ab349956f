import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

import type { LessonFactKind, PresenceKind, RollMark, RollRound } from '@/domain/attendance/vocabulary'
import type { EndpointId, LessonId, MunicipalityId, PeerId, PersonId, SiteId, StaffId } from '@/domain/ids'

import { lessons } from './courses'
import { persons } from './people'

/**
 * Media servers' facts. Append-only. A fact's time never changes, so its id with its time is the key, and a duplicate has
 * no effect. Partitioned by month (UTC) of `at`, which drizzle-kit does not know: partitions are in the schema
 * `presence_months`, and `open_fact_months` of `db/policies.sql` makes them (decision 0061).
 */
export const presenceFacts = pgTable(
  'presence_facts',
  {
    id: uuid().notNull(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    kind: text().notNull().$type<PresenceKind | LessonFactKind>(),
    /** The subject of the peer; all three are null for facts about the lesson itself. */
    personId: uuid('person_id').$type<PersonId>(),
    endpointId: uuid('endpoint_id').$type<EndpointId>(),
    staffId: uuid('staff_id').$type<StaffId>(),
    peerId: text('peer_id').$type<PeerId>(),
    /** The media server's clock. */
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    nodeId: text('node_id').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.at, table.id] }),
    index('presence_by_lesson').on(table.lessonId, table.at),
    check('one_subject', sql`num_nonnulls(${table.personId}, ${table.endpointId}, ${table.staffId}) <= 1`),
  ],
)

/** The roll, as taken by a site host. Append-only; the latest mark of a person in a round counts. */
export const rollMarks = pgTable(
  'roll_marks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Given by the device on which the mark was made; a mark that is sent twice is one. */
    markKey: uuid('mark_key').notNull().defaultRandom().unique(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id)
      .$type<PersonId>(),
    /** Where the person was counted, which need not be the site of their enrolment. */
    siteId: uuid('site_id').notNull().$type<SiteId>(),
    round: text().notNull().$type<RollRound>(),
    mark: text().notNull().$type<RollMark>(),
    /** When a late person arrived. */
    arrivedAt: timestamp('arrived_at', { withTimezone: true }),
    markedBy: uuid('marked_by').notNull().$type<StaffId>(),
    markedAt: timestamp('marked_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('roll_by_lesson').on(table.lessonId, table.personId),
    /** For the extract of one person, and to see whether one who was added by mistake can be removed. */
    index('roll_by_person').on(table.personId),
    index('roll_by_site').on(table.lessonId, table.siteId, table.round),
  ],
)

/**
 * Attendance of a person in a lesson. Append-only: a new assessment or a correction is a new row, and has its row of
 * `attendanceEvidence` when its transaction ends.
 */
export const attendanceEntries = pgTable(
  'attendance_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id)
      .$type<PersonId>(),
    homeMunicipalityId: uuid('home_municipality_id').notNull().$type<MunicipalityId>(),
    hostingMunicipalityId: uuid('hosting_municipality_id').notNull().$type<MunicipalityId>(),
    themePart: smallint('theme_part'),
    lessonOn: date('lesson_on').notNull(),
    origin: text().notNull().$type<'assessed' | 'corrected'>(),
    plannedMinutes: integer('planned_minutes').notNull(),
    presentMinutes: integer('present_minutes').notNull(),
    excusedMinutes: integer('excused_minutes').notNull(),
    technicalFailureMinutes: integer('technical_failure_minutes').notNull(),
    absentMinutes: integer('absent_minutes').notNull(),
    ruleSetId: text('rule_set_id').notNull(),
    actorId: uuid('actor_id').$type<StaffId>(),
    reason: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('attendance_by_lesson').on(table.lessonId, table.personId, table.id),
    index('attendance_by_person').on(table.personId, table.lessonId),
    index('attendance_by_home').on(table.homeMunicipalityId, table.lessonOn),
    check(
      'minutes_not_negative',
      sql`least(${table.presentMinutes}, ${table.excusedMinutes}, ${table.technicalFailureMinutes}, ${table.absentMinutes}) >= 0`,
    ),
    check(
      'minutes_add_up',
      sql`${table.presentMinutes} + ${table.excusedMinutes} + ${table.technicalFailureMinutes} + ${table.absentMinutes} = ${table.plannedMinutes}`,
    ),
    check(
      'correction_has_reason',
      sql`${table.origin} = 'assessed' or (${table.actorId} is not null and length(${table.reason}) > 0)`,
    ),
  ],
)

/**
 * The evidence of every minute of an entry: intervals with the ids of their facts and roll marks. Append-only, and apart
 * from the entries so that lists read narrow rows.
 */
export const attendanceEvidence = pgTable('attendance_evidence', {
  entryId: bigint('entry_id', { mode: 'number' })
    .primaryKey()
    .references(() => attendanceEntries.id),
  evidence: jsonb().notNull(),
})
