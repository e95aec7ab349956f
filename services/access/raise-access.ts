import type { Transaction } from '@/db/client'
import { raiseGeneration, raiseScreens, type AccessSubject } from '@/db/queries/access-generations'
import { MINUTE_MS } from '@/domain/durations'
import type { SiteId, StaffId } from '@/domain/ids'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'

/**
 * Revokes, in the caller's transaction, what the subject has open: existing sessions, and its peers in live lessons,
 * which media servers learn of in the response to their next report. Subjects that still have access reconnect
 * automatically.
 */
export async function raiseAccess(tx: Transaction, subject: AccessSubject): Promise<void> {
  await raiseGeneration(tx, subject)
}

/** The same for every screen of a site: each reconnects to what it may still join. */
export async function raiseAccessOfScreens(tx: Transaction, siteId: SiteId): Promise<void> {
  await raiseScreens(tx, siteId)
}

type Taken = { communicatorId: StaffId; startsAt: Date }

/**
 * The same for a communicator who has lost lessons, if one of them is already open for entry: before that nobody has
 * joined it.
 */
export async function raiseAccessOfFormer(tx: Transaction, taken: readonly Taken[]): Promise<void> {
  const nowMs = Date.now()
  const open = taken.filter(({ startsAt }) => {
    const { entryOpensMinutes } = ruleSetFor(dateOf(startsAt.getTime()))
    return startsAt.getTime() - entryOpensMinutes * MINUTE_MS <= nowMs
  })
  for (const id of new Set(open.map((lesson) => lesson.communicatorId))) await raiseAccess(tx, { kind: 'staff', id })
}
