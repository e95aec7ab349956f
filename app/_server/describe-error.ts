import { stackFrames } from '@/domain/stack-frames'

export type ErrorForLog = {
  error: string
  /** One of our codes, or the SQLSTATE. */
  code?: string | undefined
  /** The framework's id for the error. */
  digest?: string | undefined
  stack: string[]
}

const CODE = /^[\w.-]{1,40}$/

/** What a log may contain of an error: its kind, its code and its stack frames; never its message. */
export function describeError(error: unknown): ErrorForLog {
  const code = wordOf(error, 'code')
  const digest = wordOf(error, 'digest')
  const kind = error instanceof Error ? error.name : typeof error
  return { error: CODE.test(kind) ? kind : 'Error', code, digest, stack: stackFrames(error) }
}

function wordOf(error: unknown, key: string): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, key) : undefined
  return typeof value === 'string' && CODE.test(value) ? value : undefined
}
