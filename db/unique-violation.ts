import { DatabaseError } from './database-error'

const UNIQUE_VIOLATION = '23505'

/** The name of the unique constraint that an error of the database says was violated, or null for any other error. */
export function violatedUnique(error: unknown): string | null {
  return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION ? error.constraint : null
}
