import { createHmac } from 'node:crypto'

import { serviceEnv } from '@/services/env'
import { seal, unseal } from './seal'

/** A normalised identity number as it is stored: sealed; and the keyed hash that finds it. */
export function sealIdentityNumber(digits: string): { encrypted: Buffer; hash: string } {
  return { encrypted: seal(digits), hash: hashIdentityNumber(digits) }
}

/** The keyed hash of a normalised identity number. */
export function hashIdentityNumber(digits: string): string {
  return createHmac('sha256', serviceEnv().IDENTITY_HASH_KEY).update(digits).digest('hex')
}

/** The number inside what `sealIdentityNumber` made. Throws when it was changed or sealed with another key. */
export function unsealIdentityNumber(encrypted: Buffer): string {
  return unseal(encrypted)
}
