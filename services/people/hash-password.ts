import { makePasswordHash } from '@/adapters/password'
import { DomainError } from '@/domain/domain-error'

import { takeHashTurn } from './hash-turns'

const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

/**
 * The PHC string of argon2id that is kept instead of a password.
 * @throws DomainError `people.password-too-short` under twelve characters, `access.too-many-attempts` when too many wait.
 */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < PASSWORD_MIN) {
    throw new DomainError('people.password-too-short', { field: 'password', least: PASSWORD_MIN })
  }
  return takeHashTurn(() => makePasswordHash(password))
}
