import type { ErrorCode } from './error-codes'

/** A refusal with a code that has a text for users. `details.field` names the input field to show it beside. */
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
