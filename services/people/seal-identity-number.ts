import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

import { serviceEnv } from '@/services/env'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A normalised identity number as it is stored: nonce, tag and cipher text; and the keyed hash that finds it. */
export function sealIdentityNumber(digits: string): { encrypted: Buffer; hash: string } {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, serviceEnv().IDENTITY_ENCRYPTION_KEY, nonce)
  const text = Buffer.concat([cipher.update(digits, 'utf8'), cipher.final()])
  return { encrypted: Buffer.concat([nonce, cipher.getAuthTag(), text]), hash: hashIdentityNumber(digits) }
}

/** The keyed hash of a normalised identity number. */
export function hashIdentityNumber(digits: string): string {
  return createHmac('sha256', serviceEnv().IDENTITY_HASH_KEY).update(digits).digest('hex')
}

/** The number inside what `sealIdentityNumber` made. Throws when it was changed or sealed with another key. */
export function unsealIdentityNumber(encrypted: Buffer): string {
  const nonce = encrypted.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, serviceEnv().IDENTITY_ENCRYPTION_KEY, nonce, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(encrypted.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(encrypted.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  )
}
