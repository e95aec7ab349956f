/** Classes of SQLSTATE by which the database refuses a value rather than the request. */
const DATA_CLASSES = /^(22|23|54)/

/** The SQLSTATE by which the database refused a value, or null for any other error, such as a connection error. */
export function refusedDataState(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const state = 'sqlState' in cause ? cause.sqlState : 'code' in cause ? cause.code : undefined
    if (typeof state === 'string' && DATA_CLASSES.test(state)) return state
  }
  return null
}
