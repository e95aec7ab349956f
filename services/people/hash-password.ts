import { hash, type Options } from '@node-rs/argon2'

import { DomainError } from '@/domain/domain-error'

import { takeHashTurn } from './hash-turns'

const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

/** Argon2id; memory in KiB and passes. Parallelism stays one because the server has other work. */
const ARGON2ID: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * The PHC string of argon2id that is kept instead of a password.
 * @throws DomainError `people.password-too-short` under twelve characters, `access.too-many-attempts` when too many wait.
 */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < PASSWORD_MIN) {
    throw new DomainError('people.password-too-short', { field: 'password', least: PASSWORD_MIN })
  }
  return takeHashTurn(() => hash(password, ARGON2ID))
}
