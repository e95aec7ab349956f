import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import * as z from 'zod'

import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import { withoutUnseenIn } from '@/domain/text/plain-text'
import { codeOfIssue } from '@/services/code-of-issue'

import { describeError } from './describe-error'
import { noteReached } from './edge/reached'
import { webLogger } from './logger'

/** The result of an action for its page. `fields` has the error of each input. */
export type ActionRefusal = {
  ok: false
  error: { code: ErrorCode; details: Readonly<Record<string, string | number>> }
  fields: Record<string, ErrorCode>
}
export type ActionResult<Data> = { ok: true; data: Data } | ActionRefusal

/**
 * The only map from errors to an action's result. Unknown errors say only `internal`; their message may contain
 * personal data.
 */
export async function runAction<Data>(name: string, work: () => Promise<Data>): Promise<ActionResult<Data>> {
  noteReached()
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    unstable_rethrow(error)
    return refuse(name, error)
  }
}

/**
 * Parses an action's input, without the invisible characters of pasted text. @throws z.ZodError, which `runAction`
 * turns into a code beside each field.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  return schema.parse(withoutUnseenIn(input))
}

function refuse(name: string, error: unknown): ActionRefusal {
  if (error instanceof z.ZodError) {
    const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), codeOfIssue(issue)]))
    return { ok: false, error: { code: 'input.malformed', details: {} }, fields }
  }
  if (error instanceof DomainError) {
    const { field } = error.details
    const fields: Record<string, ErrorCode> = typeof field === 'string' ? { [field]: error.code } : {}
    return { ok: false, error: { code: error.code, details: error.details }, fields }
  }
  webLogger().error({ event: 'action-failed', action: name, ...describeError(error) })
  return { ok: false, error: { code: 'internal', details: {} }, fields: {} }
}
