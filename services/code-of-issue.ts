import type * as z from 'zod'

import type { ErrorCode } from '@/domain/error-codes'

/** The refusal that an issue of a schema means. */
export function codeOfIssue(issue: z.core.$ZodIssue): ErrorCode {
  switch (issue.code) {
    case 'too_small':
      return issue.minimum === 1 ? 'input.required' : 'input.too-short'
    case 'too_big':
      return 'input.too-long'
    case 'invalid_value':
      return 'input.unknown-choice'
    case 'invalid_type':
      return issue.expected === 'number' ? 'input.not-a-number' : 'input.required'
    case 'invalid_format':
      return formatCode(issue.format)
    case 'custom': {
      const { code } = issue.params ?? {}
      return typeof code === 'string' ? (code as ErrorCode) : 'input.malformed'
    }
    default:
      return 'input.malformed'
  }
}

function formatCode(format: string): ErrorCode {
  if (format === 'email') return 'input.not-an-email'
  if (format === 'date') return 'input.not-a-date'
  if (format === 'time') return 'input.not-a-time'
  return format === 'uuid' ? 'input.required' : 'input.malformed'
}
