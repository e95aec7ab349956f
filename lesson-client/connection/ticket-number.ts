const LETTERS = 6

/** The few letters and digits by which whoever helps finds this page in the logs: the beginning of its ticket's id. */
export function ticketNumberOf(ticket: string): string | null {
  try {
    const [, payload = ''] = ticket.split('.')
    const { jti }: { jti?: unknown } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof jti === 'string' ? jti.slice(0, LETTERS) : null
  } catch {
    // A ticket that cannot be read is refused where it matters; here there is only no number to show.
    return null
  }
}
