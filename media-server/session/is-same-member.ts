import type { TicketPayload } from '@/protocol/ticket'

/** What every ticket says anew, whatever the app has decided. */
const EACH_ITS_OWN = new Set(['jti', 'mediaUrl'])

/** Whether a later ticket says the same of the same subject; what the app decided anew needs a new peer. */
export function isSameMember(before: TicketPayload, later: TicketPayload): boolean {
  return saidIn(before) === saidIn(later)
}

function saidIn(ticket: TicketPayload): string {
  const said = Object.entries(ticket).filter(([name]) => !EACH_ITS_OWN.has(name))
  return JSON.stringify(said.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
