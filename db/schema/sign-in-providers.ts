import { sql } from 'drizzle-orm'
import { check, customType, date, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'

import type { MunicipalityId, ProviderId } from '@/domain/ids'
import type { StaffRole } from '@/domain/people/roles'

import { municipalities } from './regions'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A municipality's own sign-in: an OpenID Connect provider by which its staff sign in on their days. */
export const signInProviders = pgTable(
  'sign_in_providers',
  {
    id: uuid().primaryKey().defaultRandom().$type<ProviderId>(),
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    /** As the sign-in page shows it. */
    name: text().notNull(),
    issuer: text().notNull(),
    clientId: text('client_id').notNull(),
    /** AES-256-GCM: nonce, tag, ciphertext; bound to the provider's id. */
    sealedSecret: bytea('sealed_secret').notNull(),
    /** The claim that lists a member's groups. */
    groupsClaim: text('groups_claim').notNull(),
    /** The first and the last day on which staff can sign in by it; null without an end. */
    fromOn: date('from_on').notNull(),
    untilOn: date('until_on'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check('provider_ends_after_it_begins', sql`${table.untilOn} >= ${table.fromOn}`),
    unique('provider_once').on(table.municipalityId, table.issuer, table.clientId),
    unique('provider_at_home').on(table.id, table.municipalityId),
  ],
)

/** Which role a group of the provider means; a group without a row means none. */
export const providerRoles = pgTable(
  'provider_roles',
  {
    providerId: uuid('provider_id')
      .notNull()
      .references(() => signInProviders.id)
      .$type<ProviderId>(),
    groupValue: text('group_value').notNull(),
    role: text().notNull().$type<StaffRole>(),
  },
  (table) => [primaryKey({ columns: [table.providerId, table.groupValue, table.role] })],
)
