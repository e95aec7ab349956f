import { hash, verify, type Options } from '@node-rs/argon2'

/** Argon2id; memory in KiB and passes. Parallelism stays one because the server has other work. */
const ARGON2ID: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The PHC string of a password's argon2id hash. Computing it occupies a thread and a core for a while. */
export function makePasswordHash(password: string): Promise<string> {
  return hash(password, ARGON2ID)
}

/** Whether a hash belongs to this password; takes as long. */
export function matchesPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password)
}
