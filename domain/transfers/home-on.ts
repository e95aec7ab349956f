import type { MunicipalityId } from '../ids'

type Registration = { municipalityId: MunicipalityId; fromOn: string }

/**
 * Where somebody is registered on a day: by the latest registration that has begun, and before the first one by that;
 * null without any. Registrations may be planned, and come in any order.
 */
export function homeOn(registrations: readonly Registration[], day: string): MunicipalityId | null {
  const inOrder = registrations.toSorted((one, other) => (one.fromOn < other.fromOn ? -1 : 1))
  const begun = inOrder.findLast(({ fromOn }) => fromOn <= day)
  return (begun ?? inOrder[0])?.municipalityId ?? null
}
