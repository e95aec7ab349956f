import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import type { MunicipalityId, PersonId, ProviderId, SiteId, StaffId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import type { StaffRole } from '@/domain/people/roles'
import type { ContactKind, FundingCategory, LegalSex, Literacy, Need, PermitGround } from '@/domain/people/vocabulary'

import { inSwedish } from './in-swedish'
import { municipalities, sites } from './regions'
import { signInProviders } from './sign-in-providers'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
/** Ordered by its bytes, so that an index finds the beginning of a word. */
const keyText = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

export const staff = pgTable(
  'staff',
  {
    id: uuid().primaryKey().defaultRandom().$type<StaffId>(),
    /** Lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    /** PHC string of argon2id; null for an account that signs in by its municipality's provider alone. */
    passwordHash: text('password_hash'),
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
    /** The first and the last day on which it is held; null without an end. */
    fromOn: date('from_on')
      .notNull()
      .default(sql`region_day(now())`),
    untilOn: date('until_on'),
    /** The provider whose sign-in gave it, and which alone ends it; null for a role that was given by hand. */
    givenBy: uuid('given_by').$type<ProviderId>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check('role_ends_after_it_begins', sql`${table.untilOn} >= ${table.fromOn}`),
    unique('role_once')
      .on(table.staffId, table.municipalityId, table.role, table.siteId, table.givenBy)
      .nullsNotDistinct(),
    // A provider gives roles in its own municipality alone.
    foreignKey({
      name: 'role_given_at_home',
      columns: [table.givenBy, table.municipalityId],
      foreignColumns: [signInProviders.id, signInProviders.municipalityId],
    }),
  ],
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
    /** The language of the user interface for this person. */
    uiLanguage: text('ui_language').notNull().$type<UiLanguage>(),
    spokenLanguage: text('spoken_language').notNull(),
    /** Beside `spokenLanguage`. */
    alsoSpeaks: text('also_speaks').array().notNull().default([]),
    reads: text().array().notNull().default([]),
    literacy: text().$type<Literacy>(),
    needs: text().array().notNull().default([]).$type<Need[]>(),
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
    /** For the number of those whom a list leaves out. */
    index('persons_protected')
      .on(table.homeMunicipalityId)
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
    /** Kept apart from the number, in which the day can be another one. */
    bornOn: date('born_on'),
    legalSex: text('legal_sex').$type<LegalSex>(),
    /** Migrationsverket's number for the person's case (dossiernummer). */
    dossierNumber: text('dossier_number'),
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
    index('identities_by_birth').on(table.homeMunicipalityId, table.bornOn),
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

/** Ways to reach a person, encrypted like sealed names; open to the register of the home municipality alone. */
export const contacts = pgTable(
  'contacts',
  {
    personId: uuid('person_id').notNull().$type<PersonId>(),
    homeMunicipalityId: uuid('home_municipality_id').notNull().$type<MunicipalityId>(),
    kind: text().notNull().$type<ContactKind>(),
    sealed: bytea().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.kind] }),
    foreignKey({
      name: 'contacts_at_home',
      columns: [table.personId, table.homeMunicipalityId],
      foreignColumns: [persons.id, persons.homeMunicipalityId],
    }).onUpdate('cascade'),
  ],
)

/**
 * The grounds of a person's residence permits, with their first and last days. Target group and funding follow from them
 * (`domain/people/entitlement.ts`).
 */
export const permitGrounds = pgTable(
  'permit_grounds',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id').notNull().$type<PersonId>(),
    homeMunicipalityId: uuid('home_municipality_id').notNull().$type<MunicipalityId>(),
    ground: text().notNull().$type<PermitGround>(),
    fromOn: date('from_on').notNull(),
    untilOn: date('until_on'),
    /** As it was recorded before grounds were kept; only where the ground itself does not say it. */
    recordedFunding: text('recorded_funding').$type<FundingCategory>(),
    recordedBy: uuid('recorded_by').$type<StaffId>(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    foreignKey({
      name: 'permits_at_home',
      columns: [table.personId, table.homeMunicipalityId],
      foreignColumns: [persons.id, persons.homeMunicipalityId],
    }).onUpdate('cascade'),
    unique('permit_once').on(table.personId, table.ground, table.fromOn),
    check('permit_ends_after_it_begins', sql`${table.untilOn} >= ${table.fromOn}`),
  ],
)

/**
 * By which words a person is found, in several spellings (decision 0060). Triggers on `persons` and `personIdentities`
 * keep it, and nothing else writes it.
 */
export const nameKeys = pgTable(
  'name_keys',
  {
    personId: uuid('person_id').notNull().$type<PersonId>(),
    homeMunicipalityId: uuid('home_municipality_id').notNull().$type<MunicipalityId>(),
    /** From the legal name alone, and so only for those who may read it. */
    isLegal: boolean('is_legal').notNull(),
    key: keyText().notNull(),
  },
  (table) => [
    primaryKey({ name: 'key_once', columns: [table.personId, table.key] }),
    foreignKey({
      name: 'keys_at_home',
      columns: [table.personId, table.homeMunicipalityId],
      foreignColumns: [persons.id, persons.homeMunicipalityId],
    })
      .onUpdate('cascade')
      .onDelete('cascade'),
    /** With everything that the policy asks about, so that the table itself is not read. */
    index('persons_by_key').on(table.key, table.homeMunicipalityId, table.personId, table.isLegal),
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
