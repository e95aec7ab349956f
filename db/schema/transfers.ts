import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgTable, text, timestamp, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import type { MunicipalityId, PersonId, StaffId, TransferQuestionId, TransferRequestId } from '@/domain/ids'
import type { TransferState } from '@/domain/transfers/transfer-states'

import { persons, staff } from './people'
import { municipalities } from './regions'

const STATES = sql`('asked', 'agreed', 'refused', 'withdrawn', 'expired')`

/**
 * What a municipality has asked about an identity number that it has registered, whether or not anybody else knows the
 * number (decision 0068). Its row says nothing of another municipality until that one has answered.
 */
export const transferRequests = pgTable(
  'transfer_requests',
  {
    id: uuid().primaryKey().defaultRandom().$type<TransferRequestId>(),
    /** The municipality that asks. */
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    /** As the asking municipality has registered the person. */
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id)
      .$type<PersonId>(),
    numberHash: text('number_hash').notNull(),
    /** The day from which the person lives there, as it was proposed. */
    fromOn: date('from_on').notNull(),
    reason: text().notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    /** The last days for an answer in time, and for an answer at all. */
    dueOn: date('due_on').notNull(),
    endsOn: date('ends_on').notNull(),
    state: text().notNull().default('asked').$type<TransferState>(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
    /** Whom the other municipality has let go, and from which day. */
    arrivingId: uuid('arriving_id')
      .references(() => persons.id)
      .$type<PersonId>(),
    agreedFromOn: date('agreed_from_on'),
    arrivedAt: timestamp('arrived_at', { withTimezone: true }),
    /** The reason of a refusal. */
    told: text(),
    /** Refused because the person was transferred to somebody else meanwhile. */
    isOvertaken: boolean('is_overtaken').notNull().default(false),
  },
  (table) => [
    check('request_state', sql`${table.state} in ${STATES}`),
    check(
      'agreed_with_whom',
      sql`(${table.state} = 'agreed') = (num_nonnulls(${table.arrivingId}, ${table.agreedFromOn}) = 2)`,
    ),
    uniqueIndex('request_open_once')
      .on(table.personId)
      .where(sql`${table.state} = 'asked'`),
    index('requests_of_person').on(table.personId),
    index('requests_settled').on(table.municipalityId, table.settledAt),
    index('requests_open')
      .on(table.endsOn)
      .where(sql`${table.state} = 'asked'`),
    index('requests_arriving')
      .on(table.arrivingId)
      .where(sql`${table.state} = 'agreed'`),
    index('requests_awaited')
      .on(table.agreedFromOn, table.municipalityId)
      .where(sql`${table.state} = 'agreed' and ${table.arrivedAt} is null`),
  ],
)

/** A request as it is put to one municipality that has the number: about its own person, with its own answer. */
export const transferQuestions = pgTable(
  'transfer_questions',
  {
    id: uuid().primaryKey().defaultRandom().$type<TransferQuestionId>(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => transferRequests.id)
      .$type<TransferRequestId>(),
    /** The municipality that answers. */
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id)
      .$type<PersonId>(),
    askingMunicipalityId: uuid('asking_municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    fromOn: date('from_on').notNull(),
    reason: text().notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    dueOn: date('due_on').notNull(),
    state: text().notNull().default('asked').$type<TransferState>(),
    agreedFromOn: date('agreed_from_on'),
    answer: text(),
    answeredBy: uuid('answered_by')
      .references(() => staff.id)
      .$type<StaffId>(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    check('question_state', sql`${table.state} in ${STATES}`),
    unique('question_once').on(table.requestId, table.personId),
    index('questions_of_person').on(table.personId),
    index('questions_open')
      .on(table.municipalityId, table.dueOn)
      .where(sql`${table.state} = 'asked'`),
  ],
)
