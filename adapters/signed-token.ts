import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose'

const CLOCK_TOLERANCE_SECONDS = 5

export type SigningKey = KeyObject
export type VerifyingKey = KeyObject

/** Issuer, audience and algorithm, which both sides must agree on. */
export type TokenKind = { algorithm: string; issuer: string; audience: string }

/** A refused token. `expired` was once valid; every other reason is `invalid`. */
export class TokenRefused extends Error {
  readonly reason: 'expired' | 'invalid'

  constructor(reason: TokenRefused['reason'], options?: ErrorOptions) {
    super(`the token was refused: ${reason}`, options)
    this.name = 'TokenRefused'
    this.reason = reason
  }
}

/** Reads a private key from base64 of its PEM text. */
export function readSigningKey(base64Pem: string): SigningKey {
  return createPrivateKey(Buffer.from(base64Pem, 'base64').toString('utf8'))
}

/** Reads a public key from base64 of its PEM text. */
export function readVerifyingKey(base64Pem: string): VerifyingKey {
  return createPublicKey(Buffer.from(base64Pem, 'base64').toString('utf8'))
}

type Signing = TokenKind & { key: SigningKey; lifetimeSeconds: number }

/** Signs a payload. */
export function signToken(
  payload: Record<string, unknown>,
  { key, algorithm, issuer, audience, lifetimeSeconds }: Signing,
): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(key)
}

/** The payload of a token of this kind, to be parsed. Only its key and algorithm are accepted. @throws TokenRefused. */
export async function verifyToken(token: string, kind: TokenKind & { key: VerifyingKey }): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, kind.key, {
      algorithms: [kind.algorithm],
      audience: kind.audience,
      issuer: kind.issuer,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'iat', 'jti'],
    })
    return payload
  } catch (cause) {
    throw new TokenRefused(cause instanceof errors.JWTExpired ? 'expired' : 'invalid', { cause })
  }
}

/** The payload of a token that we made ourselves, unverified. */
export function readOwnToken(token: string): unknown {
  return decodeJwt(token)
}
