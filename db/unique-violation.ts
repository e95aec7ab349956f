const UNIQUE_VIOLATION = '23505'

/** The name of the unique constraint that an error of the database says was violated, or null for any other error. */
export function violatedUnique(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!('code' in cause) || cause.code !== UNIQUE_VIOLATION) continue
    return 'constraint_name' in cause && typeof cause.constraint_name === 'string' ? cause.constraint_name : null
  }
  return null
}
