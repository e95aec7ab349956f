import { randomUUID } from 'node:crypto'

import { signToken, type SigningKey } from '@/adapters/signed-token'
import { asPlainLine } from '@/domain/text/plain-text'
import {
  TICKET_ALGORITHM,
  TICKET_AUDIENCE,
  TICKET_ISSUER,
  TICKET_LIFETIME_SECONDS,
  ticketPayload,
  type TicketPayload,
} from '@/protocol/ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'

/** Signs the decision about one subject in one lesson; valid for a minute. */
export async function signTicket(
  payload: Omit<TicketPayload, 'jti' | 'protocolVersion'>,
  key: SigningKey,
): Promise<string> {
  // Names and towns stored before the rules for texts must not keep anybody out.
  const shown = {
    displayName: asPlainLine(payload.displayName),
    town: payload.town === undefined || payload.town === '' ? payload.town : asPlainLine(payload.town),
  }
  const whole = ticketPayload.parse({ ...payload, ...shown, jti: randomUUID(), protocolVersion: PROTOCOL_VERSION })
  return signToken(whole, {
    ...{ key, algorithm: TICKET_ALGORITHM, issuer: TICKET_ISSUER, audience: TICKET_AUDIENCE },
    lifetimeSeconds: TICKET_LIFETIME_SECONDS,
  })
}
