import { stackFrames } from '@/domain/stack-frames'

/**
 * States whose message contains only names of tables, columns and constraints: integrity, privileges, and our own
 * triggers. The message of any other may repeat a value that somebody typed.
 */
const NAMES_ONLY = /^(23\w{3}|42501|P0001)$/
/** The query builder's errors have `params`, the driver's `parameters`, connection errors `errno`. */
const REACTIONS = ['params', 'parameters', 'errno'] as const

/**
 * A refusal by the database or a connection error. Neither it nor its cause contains a query or a parameter, so
 * printing it in full reveals no personal data.
 */
export class DatabaseError extends Error {
  /** The SQLSTATE, or the driver's own code; null when neither is known. */
  readonly code: string | null
  /** The violated constraint. */
  readonly constraint: string | null

  constructor({ code, constraint, text }: { code: string | null; constraint: string | null; text: string | null }) {
    super(`the database refused (${code ?? 'no code'})`, text === null ? undefined : { cause: sayingOnly(text, code) })
    this.name = 'DatabaseError'
    this.code = code
    this.constraint = constraint
  }
}

/** The same error without forbidden contents, also where it is the cause of another; anything else unchanged. */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error
  if (isOfDatabase(error)) return describe(error)
  if (error.cause !== undefined) error.cause = withoutParameters(error.cause)
  return error
}

/** By its properties instead of its class: bundles have more than one copy of the class. */
function isOfDatabase(error: Error): boolean {
  return error.name === 'PostgresError' || REACTIONS.some((sign) => sign in error)
}

function describe(error: Error): DatabaseError {
  const origin = error.cause instanceof Error ? error.cause : error
  const code = textOf(origin, 'code')
  const text = code !== null && NAMES_ONLY.test(code) ? origin.message : null
  const described = new DatabaseError({ code, constraint: textOf(origin, 'constraint_name'), text })
  // The stack of the query, not of this conversion.
  const frames = stackFrames(error).map((frame) => `    ${frame}`)
  described.stack = [`${described.name}: ${described.message}`, ...frames].join('\n')
  return described
}

function textOf(error: Error, key: string): string | null {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : null
}

function sayingOnly(text: string, code: string | null): Error {
  const cause = Object.assign(new Error(text), { code })
  cause.stack = `Error: ${text}`
  return cause
}
