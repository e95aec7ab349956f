import type { ErrorCode } from '../error-codes'

/** Why a list, a row of it or a step with it is refused, beside what is refused of any person who is saved. */
const IMPORT_REFUSALS = [
  'imports.not-a-table',
  'imports.old-excel',
  'imports.damaged',
  'imports.too-large',
  'imports.too-many-rows',
  'imports.too-many-columns',
  'imports.no-rows',
  'imports.formula',
  'imports.unknown-word',
  'imports.by-hand',
  'imports.twice',
  'imports.changed-since',
  'imports.role-ended',
] as const satisfies readonly ErrorCode[]

/** The refusal with which a step has ended, as it is stored. */
export function importRefusalOf(stored: string | null): ErrorCode | null {
  if (stored === null) return null
  return IMPORT_REFUSALS.find((code) => code === stored) ?? 'internal'
}
