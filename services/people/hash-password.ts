import { makePasswordHash } from '@/adapters/password'
import { DomainError } from '@/domain/domain-error'

import { takeHashTurn } from './hash-turns'

const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

/**
 * The argon2id PHC string that is stored instead of a password.
 * @throws DomainError `people.password-too-short` under twelve characters, `access.too-many-attempts` when the queue is
 * full.
 */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < PASSWORD_MIN) {
    throw new DomainError('people.password-too-short', { field: 'password', least: PASSWORD_MIN })
  }
  return takeHashTurn(() => makePasswordHash(password))
}
