const UNIQUE_VIOLATION = '23505'

/** The name of the violated unique constraint in a database error, or null for any other error. */
export function violatedUnique(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'DatabaseError') return null
  const isUnique = 'code' in error && error.code === UNIQUE_VIOLATION
  return isUnique && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null
}
