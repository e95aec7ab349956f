import type { ErrorCode } from './error-codes'

/** A refusal with a code that people get a text for. `details.field` names the input it stands beside. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, details: Record<string, string | number> = {}, options?: { cause: unknown }) {
    super(code, options)
    this.name = 'DomainError'
    this.code = code
    this.details = details
  }
}
