import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** A new secret for a link or an endpoint: 43 characters that need no escaping in a URL. */
export function makeSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** The stored form of a secret. The secret has 256 random bits, so a plain hash cannot be reversed by guessing. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
