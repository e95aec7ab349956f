import { sql } from 'drizzle-orm'
import { bigint, customType, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

import type { StaffId } from '@/domain/ids'

import { staff } from './people'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** The one-time codes of an account that signs in with a password. */
export const secondFactors = pgTable('second_factors', {
  staffId: uuid('staff_id')
    .primaryKey()
    .references(() => staff.id)
    .$type<StaffId>(),
  /** AES-256-GCM: nonce, tag, ciphertext; bound to the account. */
  sealedSecret: bytea('sealed_secret').notNull(),
  /** The half minute of the latest code that was used; only codes of later ones count. */
  lastStep: bigint('last_step', { mode: 'number' })
    .notNull()
    .default(sql`0`),
  /** Null until a first code has shown that the owner's app has the secret. */
  confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
})

/** Codes for somebody who has lost their app, each for one sign-in. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    codeHash: text('code_hash').notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.codeHash] })],
)
