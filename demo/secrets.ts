import { createHmac } from 'node:crypto'

import type { PersonId } from '@/domain/ids'

import { readEnv } from './env'

const EMAIL_DOMAIN = 'samsal.example'
const PASSWORD_PARTS = /.{1,4}/g
const PASSWORD_LENGTH = 16

/**
 * Demo sign-ins are derived from a key of this installation: they can be printed at every start without being stored,
 * and no two installations have the same.
 */
function derive(purpose: string): Buffer {
  return createHmac('sha256', Buffer.from(readEnv().IDENTITY_HASH_KEY, 'base64'))
    .update(`demo region: ${purpose}`)
    .digest()
}

export function emailOf(account: string): string {
  return `${account}@${EMAIL_DOMAIN}`
}

/** Sixteen hexadecimal digits in four groups, easy to type. */
export function passwordOf(account: string): string {
  const digits = derive(`password of ${account}`).toString('hex').slice(0, PASSWORD_LENGTH)
  return (digits.match(PASSWORD_PARTS) ?? []).join('-')
}

/** The secret of a participant's personal link. */
export function linkSecretOf(personId: PersonId): string {
  return derive(`link of ${personId}`).toString('base64url')
}
