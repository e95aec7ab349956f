import { createHmac } from 'node:crypto'

import { serviceEnv } from '@/services/env'
import { seal, unseal } from './seal'

/** The stored form of a normalised identity number: encrypted, and the keyed hash for looking it up. */
export function sealIdentityNumber(digits: string): { encrypted: Buffer; hash: string } {
  return { encrypted: seal(digits), hash: hashIdentityNumber(digits) }
}

/** The keyed hash of a normalised identity number. */
export function hashIdentityNumber(digits: string): string {
  return createHmac('sha256', serviceEnv().IDENTITY_HASH_KEY).update(digits).digest('hex')
}

/** The number encrypted by `sealIdentityNumber`. Throws if the ciphertext was changed or encrypted with another key. */
export function unsealIdentityNumber(encrypted: Buffer): string {
  return unseal(encrypted)
}
