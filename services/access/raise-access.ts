import type { Transaction } from '@/db/client'
import { raiseGeneration, raiseScreens, type AccessSubject } from '@/db/queries/access-generations'
import { MINUTE_MS } from '@/domain/durations'
import type { SiteId, StaffId } from '@/domain/ids'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'

/**
 * Ends, in the caller's transaction, what the subject holds open: sessions that were begun before, and its places in
 * live lessons, of which media servers are told with their next report. Whoever may still come in does so by itself.
 */
export async function raiseAccess(tx: Transaction, subject: AccessSubject): Promise<void> {
  await raiseGeneration(tx, subject)
}

/** The same for every screen of a site: each comes back to what it may still join. */
export async function raiseAccessOfScreens(tx: Transaction, siteId: SiteId): Promise<void> {
  await raiseScreens(tx, siteId)
}

type Taken = { communicatorId: StaffId; startsAt: Date }

/**
 * The same for a communicator from whom lessons were taken, if one of them can be entered already: before that nobody
 * has a place in it.
 */
export async function raiseAccessOfFormer(tx: Transaction, taken: readonly Taken[]): Promise<void> {
  const nowMs = Date.now()
  const open = taken.filter(({ startsAt }) => {
    const { entryOpensMinutes } = ruleSetFor(dateOf(startsAt.getTime()))
    return startsAt.getTime() - entryOpensMinutes * MINUTE_MS <= nowMs
  })
  for (const id of new Set(open.map((lesson) => lesson.communicatorId))) await raiseAccess(tx, { kind: 'staff', id })
}
