import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { serviceEnv } from '@/services/env'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a text as nonce, tag and ciphertext. With a `context`, decryption needs the same one. */
export function seal(text: string, context = ''): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, serviceEnv().IDENTITY_ENCRYPTION_KEY, nonce).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** The text given to `seal`. Throws if the ciphertext was changed, or encrypted with another key or context. */
export function unseal(sealed: Buffer, context = ''): string {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, serviceEnv().IDENTITY_ENCRYPTION_KEY, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  return text.toString('utf8')
}
