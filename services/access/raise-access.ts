import type { Transaction } from '@/db/client'
import { raiseGeneration, type AccessSubject } from '@/db/queries/access-generations'

/**
 * Ends, in the caller's transaction, what the subject holds open: sessions that were begun before, and its places in
 * live lessons, of which media servers are told with their next report. Whoever may still come in does so by itself.
 */
export async function raiseAccess(tx: Transaction, subject: AccessSubject): Promise<void> {
  await raiseGeneration(tx, subject)
}
