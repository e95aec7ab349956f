import type { ErrorCode } from './error-codes'

/** Whether the same request may get another answer soon: nothing is wrong with what was asked, or with who asked. */
export function isPassingRefusal(code: ErrorCode): boolean {
  return code === 'internal' || code === 'access.too-many-attempts'
}
