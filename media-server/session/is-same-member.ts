import type { TicketPayload } from '@/protocol/ticket'

/** Fields that differ in every ticket, whatever the app has decided. */
const EACH_ITS_OWN = new Set(['jti', 'mediaUrl'])

/** Whether a later ticket for the same subject has the same fields; after a different decision a new peer is needed. */
export function isSameMember(before: TicketPayload, later: TicketPayload): boolean {
  return saidIn(before) === saidIn(later)
}

function saidIn(ticket: TicketPayload): string {
  const said = Object.entries(ticket).filter(([name]) => !EACH_ITS_OWN.has(name))
  return JSON.stringify(said.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
