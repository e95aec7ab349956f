import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto'

import { SignJWT } from 'jose'

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

export type SigningKey = KeyObject

/** Reads the app's private key from base64 of its PEM text. */
export function readSigningKey(base64Pem: string): SigningKey {
  return createPrivateKey(Buffer.from(base64Pem, 'base64').toString('utf8'))
}

/** Signs what was decided about one subject in one lesson; good for a minute. */
export async function signTicket(
  payload: Omit<TicketPayload, 'jti' | 'protocolVersion'>,
  key: SigningKey,
): Promise<string> {
  // Names and towns that were written down before there were rules for them must not keep anybody out.
  const shown = {
    displayName: asPlainLine(payload.displayName),
    town: payload.town === undefined || payload.town === '' ? payload.town : asPlainLine(payload.town),
  }
  const whole = ticketPayload.parse({ ...payload, ...shown, jti: randomUUID(), protocolVersion: PROTOCOL_VERSION })
  return new SignJWT(whole)
    .setProtectedHeader({ alg: TICKET_ALGORITHM })
    .setIssuer(TICKET_ISSUER)
    .setAudience(TICKET_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${TICKET_LIFETIME_SECONDS}s`)
    .sign(key)
}
