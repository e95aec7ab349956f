const LETTERS = 6

/** The few letters and digits by which support finds this page in the logs: the beginning of its ticket's id. */
export function ticketNumberOf(ticket: string): string | null {
  try {
    const [, payload = ''] = ticket.split('.')
    const { jti }: { jti?: unknown } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof jti === 'string' ? jti.slice(0, LETTERS) : null
  } catch {
    // An invalid ticket is refused elsewhere; here it only means that there is no number to show.
    return null
  }
}
