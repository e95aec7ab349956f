import { TokenRefused, verifyToken, type VerifyingKey } from '@/adapters/signed-token'
import { DomainError } from '@/domain/domain-error'
import { TICKET_ALGORITHM, TICKET_AUDIENCE, TICKET_ISSUER, ticketPayload, type TicketPayload } from '@/protocol/ticket'

/**
 * The app's decision in a ticket. Only the app's key and algorithm are accepted.
 * @throws DomainError `lesson.ticket-expired` or `lesson.ticket-invalid`.
 */
export async function verifyTicket(ticket: string, key: VerifyingKey): Promise<TicketPayload> {
  const kind = { algorithm: TICKET_ALGORITHM, issuer: TICKET_ISSUER, audience: TICKET_AUDIENCE }
  try {
    return ticketPayload.parse(await verifyToken(ticket, { key, ...kind }))
  } catch (cause) {
    const isExpired = cause instanceof TokenRefused && cause.reason === 'expired'
    throw new DomainError(isExpired ? 'lesson.ticket-expired' : 'lesson.ticket-invalid', {}, { cause })
  }
}
