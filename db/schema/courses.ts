import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  time,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

import type { CourseKind, LessonState, SfiCourse } from '@/domain/courses/vocabulary'
import type { EnrolmentId, GroupId, LessonId, MunicipalityId, PersonId, SiteId, StaffId } from '@/domain/ids'

import { inSwedish } from './in-swedish'
import { persons, staff } from './people'
import { municipalities, sites } from './regions'

export const groups = pgTable(
  'groups',
  {
    id: uuid().primaryKey().defaultRandom().$type<GroupId>(),
    hostingMunicipalityId: uuid('hosting_municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    name: text().notNull(),
    courseKind: text('course_kind').notNull().$type<CourseKind>(),
    sfiCourse: text('sfi_course').$type<SfiCourse>(),
    /** The language of teaching, a BCP 47 tag. */
    language: text().notNull(),
    communicatorId: uuid('communicator_id')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('groups_by_name').on(inSwedish(table.name))],
)

/** Weekly pattern: local times of the region on a weekday (1 Monday to 7 Sunday). */
export const groupPatterns = pgTable(
  'group_patterns',
  {
    id: uuid().primaryKey().defaultRandom(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id)
      .$type<GroupId>(),
    weekday: smallint().notNull(),
    startsAt: time('starts_at').notNull(),
    endsAt: time('ends_at').notNull(),
    breakStartsAt: time('break_starts_at'),
    breakEndsAt: time('break_ends_at'),
  },
  (table) => [check('weekday_iso', sql`${table.weekday} between 1 and 7`)],
)

/** Sites that take part in the group. */
export const groupSites = pgTable(
  'group_sites',
  {
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id)
      .$type<GroupId>(),
    siteId: uuid('site_id')
      .notNull()
      .references(() => sites.id)
      .$type<SiteId>(),
  },
  (table) => [primaryKey({ columns: [table.groupId, table.siteId] }), index('group_sites_site').on(table.siteId)],
)

export const lessons = pgTable(
  'lessons',
  {
    id: uuid().primaryKey().defaultRandom().$type<LessonId>(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id)
      .$type<GroupId>(),
    hostingMunicipalityId: uuid('hosting_municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    communicatorId: uuid('communicator_id')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    /** 1 to 8 for civic orientation, null for sfi. */
    themePart: smallint('theme_part'),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    breakStartsAt: timestamp('break_starts_at', { withTimezone: true }),
    breakEndsAt: timestamp('break_ends_at', { withTimezone: true }),
    cancelledAt: timestamp('cancelled_at', { withTimezone: true }),
    /** From the media server's facts: when it first went live and last ended. */
    liveAt: timestamp('live_at', { withTimezone: true }),
    endedAt: timestamp('ended_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('lesson_once').on(table.groupId, table.startsAt),
    index('lessons_by_time').on(table.startsAt),
    index('lessons_by_host').on(table.hostingMunicipalityId, table.startsAt),
    index('lessons_by_communicator').on(table.communicatorId, table.startsAt),
    check('lesson_ends_after_start', sql`${table.endsAt} > ${table.startsAt}`),
    check('theme_part_known', sql`${table.themePart} between 1 and 8`),
  ],
)

export const enrolments = pgTable(
  'enrolments',
  {
    id: uuid().primaryKey().defaultRandom().$type<EnrolmentId>(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id)
      .$type<GroupId>(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id)
      .$type<PersonId>(),
    hostingMunicipalityId: uuid('hosting_municipality_id').notNull().$type<MunicipalityId>(),
    homeMunicipalityId: uuid('home_municipality_id').notNull().$type<MunicipalityId>(),
    /** The site they attend at; null means from home. */
    siteId: uuid('site_id')
      .references(() => sites.id)
      .$type<SiteId>(),
    fromOn: date('from_on').notNull(),
    untilOn: date('until_on'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('enrolled_once').on(table.groupId, table.personId, table.fromOn),
    index('enrolments_person').on(table.personId),
    // With what decides who is taught, so that a policy need not look at the rows.
    index('enrolments_site').on(table.siteId, table.homeMunicipalityId, table.personId),
    index('enrolments_host').on(table.hostingMunicipalityId, table.homeMunicipalityId, table.personId),
    index('enrolments_home').on(table.homeMunicipalityId),
    index('enrolments_in_group').on(table.groupId, table.siteId),
  ],
)

export type LessonRow = typeof lessons.$inferSelect
export type { LessonState }
