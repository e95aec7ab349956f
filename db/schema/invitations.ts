import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { InvitationKind } from '@/domain/courses/invitations'
import type { InvitationId, LessonId, MunicipalityId, StaffId, VisitorId } from '@/domain/ids'
import type { SpokenLanguage } from '@/domain/languages'

import { lessons } from './courses'
import { staff } from './people'
import { municipalities } from './regions'

/** A link into one lesson for somebody outside the register. Only the hash of its secret is stored. */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey().defaultRandom().$type<InvitationId>(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    hostingMunicipalityId: uuid('hosting_municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    kind: text().notNull().$type<InvitationKind>(),
    /** The display name in the lesson; null for the kind `waiting-room`, where each visitor gives a name. */
    displayName: text('display_name'),
    organisation: text().notNull().default(''),
    /** The language of an interpreter's channel. */
    language: text().$type<SpokenLanguage>(),
    secretHash: text('secret_hash').notNull().unique(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [
    index('invitations_lesson').on(table.lessonId),
    check('invitation_kind', sql`${table.kind} in ('guest', 'interpreter', 'substitute', 'waiting-room')`),
    check('waiting_room_has_no_name', sql`(${table.kind} = 'waiting-room') = (${table.displayName} is null)`),
    check('interpreter_has_language', sql`(${table.kind} = 'interpreter') = (${table.language} is not null)`),
  ],
)

/** Somebody unknown who knocked with an invitation, with their own secret from then on. */
export const visitors = pgTable(
  'visitors',
  {
    id: uuid().primaryKey().defaultRandom().$type<VisitorId>(),
    invitationId: uuid('invitation_id')
      .notNull()
      .references(() => invitations.id)
      .$type<InvitationId>(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    displayName: text('display_name').notNull(),
    /** The member id in the live lesson: the only thing that the media server says about a waiting visitor. */
    memberId: text('member_id').notNull().unique(),
    secretHash: text('secret_hash').notNull().unique(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    admittedAt: timestamp('admitted_at', { withTimezone: true }),
    refusedAt: timestamp('refused_at', { withTimezone: true }),
    /** A member of staff, or the invitation of a substitute. */
    decidedBy: uuid('decided_by'),
  },
  (table) => [
    index('visitors_invitation').on(table.invitationId),
    check('visitor_decided_once', sql`num_nonnulls(${table.admittedAt}, ${table.refusedAt}) <= 1`),
  ],
)
