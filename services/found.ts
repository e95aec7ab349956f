import { DomainError } from '@/domain/domain-error'

/** @throws DomainError `access.not-found` when there is nothing, which includes what the actor may not see. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new DomainError('access.not-found')
  return value
}
