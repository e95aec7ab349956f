import { createPublicKey, type KeyObject } from 'node:crypto'

import { errors, jwtVerify } from 'jose'

import { DomainError } from '@/domain/domain-error'
import { TICKET_ALGORITHM, TICKET_AUDIENCE, TICKET_ISSUER, ticketPayload, type TicketPayload } from '@/protocol/ticket'

const CLOCK_TOLERANCE_SECONDS = 5

/** Reads the app's public key from base64 of its PEM text. */
export function readTicketKey(base64Pem: string): KeyObject {
  return createPublicKey(Buffer.from(base64Pem, 'base64').toString('utf8'))
}

/**
 * What the app has decided about whoever holds this ticket. Only the app's key and its algorithm are taken.
 * @throws DomainError `lesson.ticket-expired` or `lesson.ticket-invalid`.
 */
export async function verifyTicket(ticket: string, key: KeyObject): Promise<TicketPayload> {
  try {
    const { payload } = await jwtVerify(ticket, key, {
      algorithms: [TICKET_ALGORITHM],
      audience: TICKET_AUDIENCE,
      issuer: TICKET_ISSUER,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'iat', 'jti'],
    })
    return ticketPayload.parse(payload)
  } catch (cause) {
    const code = cause instanceof errors.JWTExpired ? 'lesson.ticket-expired' : 'lesson.ticket-invalid'
    throw new DomainError(code, {}, { cause })
  }
}
