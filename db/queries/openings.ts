import { sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import type { PersonId } from '@/domain/ids'

/** A person's page was opened; the names of a protected person were, with a reason. */
type Opening = 'participant.opened' | 'protected.opened'

/** Whether the acting member of staff has done so in the last quarter of an hour, by the log. */
export async function hasOpened(tx: Transaction, personId: PersonId, opening: Opening): Promise<boolean> {
  const [row] = await tx.execute<{ isOpen: boolean }>(sql`select has_opened(${personId}, ${opening}) as "isOpen"`)
  return row?.isOpen ?? false
}
