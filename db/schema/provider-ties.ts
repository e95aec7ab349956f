import { index, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'

import type { ProviderId, StaffId } from '@/domain/ids'

import { staff } from './people'
import { signInProviders } from './sign-in-providers'

/** Which account a subject of a provider opens: the only way from a provider to an account. */
export const providerTies = pgTable(
  'provider_ties',
  {
    providerId: uuid('provider_id')
      .notNull()
      .references(() => signInProviders.id)
      .$type<ProviderId>(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    /** Kept at the first sign-in; null until then for an account that an administrator has tied. */
    subject: text(),
    /** The administrator who tied an existing account; null for one that its first sign-in made. */
    tiedBy: uuid('tied_by').$type<StaffId>(),
    tiedAt: timestamp('tied_at', { withTimezone: true }).notNull().defaultNow(),
    firstAt: timestamp('first_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.staffId] }),
    unique('subject_once').on(table.providerId, table.subject),
    index('ties_of_staff').on(table.staffId),
  ],
)
