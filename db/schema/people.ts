import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import type { MunicipalityId, PersonId, SiteId, StaffId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import type { StaffRole } from '@/domain/people/roles'
import type { FundingCategory, TargetGroup } from '@/domain/people/vocabulary'

import { inSwedish } from './in-swedish'
import { municipalities, sites } from './regions'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const staff = pgTable(
  'staff',
  {
    id: uuid().primaryKey().defaultRandom().$type<StaffId>(),
    /** Lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    /** PHC string of argon2id. */
    passwordHash: text('password_hash').notNull(),
    language: text().notNull().default('sv').$type<UiLanguage>(),
    disabledAt: timestamp('disabled_at', { withTimezone: true }),
    /**
     * Municipalities whose administrators manage an account that no longer has a role: those that removed the last ones.
     */
    keptBy: uuid('kept_by').array().notNull().default([]).$type<MunicipalityId[]>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('staff_by_name').on(inSwedish(table.name)),
    // As the audit names them.
    uniqueIndex('staff_as_text').on(sql`(${table.id}::text)`),
  ],
)

export const roleAssignments = pgTable(
  'role_assignments',
  {
    id: uuid().primaryKey().defaultRandom(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    role: text().notNull().$type<StaffRole>(),
    /** A site host's own site; null means every site of the municipality. */
    siteId: uuid('site_id')
      .references(() => sites.id)
      .$type<SiteId>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique('role_once').on(table.staffId, table.municipalityId, table.role, table.siteId).nullsNotDistinct()],
)

/**
 * A person's displayed data, also for those who teach them. The legal identity is in `personIdentities`, and for a
 * person with protected identity in `sealedNames`; row-level security opens those only to the home municipality.
 */
export const persons = pgTable(
  'persons',
  {
    id: uuid().primaryKey().defaultRandom().$type<PersonId>(),
    /** The name as the person wants it shown in lessons and on the card; for a protected person an alias. */
    displayName: text('display_name').notNull(),
    /** As lists search it; `domain/people/fold-name.ts` has the rule. */
    foldedName: text('folded_name')
      .notNull()
      .generatedAlwaysAs(sql`folded_name(display_name)`),
    /** The language of the user interface for this person. */
    uiLanguage: text('ui_language').notNull().$type<UiLanguage>(),
    spokenLanguage: text('spoken_language').notNull(),
    targetGroup: text('target_group').notNull().$type<TargetGroup>(),
    fundingCategory: text('funding_category').notNull().default('unknown').$type<FundingCategory>(),
    protectedIdentity: boolean('protected_identity').notNull().default(false),
    homeMunicipalityId: uuid('home_municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('persons_home').on(table.homeMunicipalityId),
    index('persons_by_name').on(inSwedish(table.displayName)),
    index('persons_protected')
      .on(table.id)
      .where(sql`${table.protectedIdentity}`),
    unique('persons_at_home').on(table.id, table.homeMunicipalityId),
  ],
)

/** A person's legal identity. The same number may exist in two municipalities: neither learns of the other's. */
export const personIdentities = pgTable(
  'person_identities',
  {
    personId: uuid('person_id').primaryKey().$type<PersonId>(),
    /** Kept equal to the person's by a foreign key. */
    homeMunicipalityId: uuid('home_municipality_id').notNull().$type<MunicipalityId>(),
    /** Null for a protected person, whose names are encrypted. */
    givenName: text('given_name'),
    familyName: text('family_name'),
    /** Given and family name as lists search them; null with them. */
    foldedName: text('folded_name').generatedAlwaysAs(sql`folded_name(given_name || ' ' || family_name)`),
    /** AES-256-GCM: nonce, tag, ciphertext. */
    identityNumberEncrypted: bytea('identity_number_encrypted'),
    /** Keyed hash of the normalised number, for looking it up. */
    identityNumberHash: text('identity_number_hash'),
  },
  (table) => [
    foreignKey({
      name: 'identity_at_home',
      columns: [table.personId, table.homeMunicipalityId],
      foreignColumns: [persons.id, persons.homeMunicipalityId],
    }).onUpdate('cascade'),
    index('identities_by_number').on(table.identityNumberHash),
    check('both_names_or_none', sql`num_nulls(${table.givenName}, ${table.familyName}) in (0, 2)`),
    /** Either may be empty: many people have one name. */
    check('some_name', sql`${table.givenName} <> '' or ${table.familyName} <> ''`),
    check('number_with_hash', sql`num_nulls(${table.identityNumberEncrypted}, ${table.identityNumberHash}) in (0, 2)`),
  ],
)

/** Given and family name of a protected person, encrypted with a key that the database does not have. */
export const sealedNames = pgTable(
  'sealed_names',
  {
    personId: uuid('person_id').primaryKey().$type<PersonId>(),
    homeMunicipalityId: uuid('home_municipality_id').notNull().$type<MunicipalityId>(),
    sealed: bytea().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'sealed_at_home',
      columns: [table.personId, table.homeMunicipalityId],
      foreignColumns: [persons.id, persons.homeMunicipalityId],
    }).onUpdate('cascade'),
  ],
)

/** A person's registrations (folkbokföring) with their first days; they determine the home municipality of a lesson. */
export const homeRegistrations = pgTable(
  'home_registrations',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id)
      .$type<PersonId>(),
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    fromOn: date('from_on').notNull(),
  },
  (table) => [unique('registration_once').on(table.personId, table.fromOn)],
)

/** A participant's personal link (also the QR code on the card). Only the hash of its secret is stored. */
export const personLinks = pgTable(
  'person_links',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id)
      .$type<PersonId>(),
    secretHash: text('secret_hash').notNull().unique(),
    createdBy: uuid('created_by').$type<StaffId>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [
    index('person_links_person')
      .on(table.personId)
      .where(sql`${table.revokedAt} is null`),
  ],
)
