import type { TicketClaims } from '@/protocol/ticket'

/** What every ticket says anew, whatever the app has decided. */
const EACH_ITS_OWN = new Set(['jti', 'mediaUrl'])

/** Whether a later ticket says the same of the same subject; what the app decided anew needs a new peer. */
export function isSameMember(before: TicketClaims, later: TicketClaims): boolean {
  return saidIn(before) === saidIn(later)
}

function saidIn(claims: TicketClaims): string {
  const said = Object.entries(claims).filter(([name]) => !EACH_ITS_OWN.has(name))
  return JSON.stringify(said.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
