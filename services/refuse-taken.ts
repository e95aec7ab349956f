import { withoutParameters } from '@/db/database-error'
import { violatedUnique } from '@/db/unique-violation'
import { DomainError } from '@/domain/domain-error'

/**
 * Waits for `work` and turns the violation of a unique constraint into the refusal named for it.
 * @throws DomainError the one that `refusals` has for the constraint.
 */
export async function mapUniqueViolation<Result>(
  refusals: Readonly<Record<string, DomainError>>,
  work: Promise<Result>,
): Promise<Result> {
  try {
    return await work
  } catch (raw) {
    // Within a transaction the error is still the driver's.
    const error = withoutParameters(raw)
    const refusal = refusals[violatedUnique(error) ?? '']
    if (refusal) throw new DomainError(refusal.code, refusal.details, { cause: error })
    throw error
  }
}
