import { unstable_isUnrecognizedActionError as isUnrecognized } from 'next/navigation'

import type { ErrorCode } from '@/domain/error-codes'

const OUTDATED: ErrorCode = 'access.page-outdated'

/** Samsal was updated while the page was open, and the new version does not have the page's action any more. */
type Outdated = { ok: false; error: { code: ErrorCode } }

/**
 * Calls a server action from code that shows the code of a refusal. The result is a refusal when the page is older than
 * the action, and null when the app cannot be reached; the page stays as it is.
 */
export async function callAction<Result>(call: () => Promise<Result>): Promise<Result | Outdated | null> {
  try {
    return await call()
  } catch (error) {
    return isUnrecognized(error) ? { ok: false, error: { code: OUTDATED } } : null
  }
}

/** What the boundary of a page says about an error, and whether only a reload helps. */
export function describePageError(error: unknown): { code: ErrorCode; isOutdated: boolean } {
  const isOutdated = isUnrecognized(error)
  return { code: isOutdated ? OUTDATED : 'internal', isOutdated }
}
