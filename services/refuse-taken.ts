import { withoutParameters } from '@/db/database-error'
import { violatedUnique } from '@/db/unique-violation'
import { DomainError } from '@/domain/domain-error'

/**
 * Awaits `work` and turns a unique constraint violation into the refusal named for it.
 * @throws DomainError the one that `refusals` has for the constraint.
 */
export async function mapUniqueViolation<Result>(
  refusals: Readonly<Record<string, DomainError>>,
  work: Promise<Result>,
): Promise<Result> {
  try {
    return await work
  } catch (raw) {
    // Within a transaction it is still the driver's error.
    const error = withoutParameters(raw)
    const refusal = refusals[violatedUnique(error) ?? '']
    if (refusal) throw new DomainError(refusal.code, refusal.details, { cause: error })
    throw error
  }
}
