import type { Transaction } from '@/db/client'
import { deletePermits, endPermit, insertPermits, selectPermits } from '@/db/queries/permit-grounds'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import type { HeldPermit } from '@/domain/people/entitlement'

type Stated = Pick<HeldPermit, 'ground' | 'fromOn' | 'untilOn'>
type Person = { personId: PersonId; homeMunicipalityId: MunicipalityId }

/**
 * Makes a person's permits those that are stated. One with the same ground and first day is the same permit, whatever its
 * end. @returns whether anything changed.
 */
export async function savePermits(
  tx: Transaction,
  actor: Actor,
  { permits, ...person }: Person & { permits: readonly Stated[] },
): Promise<boolean> {
  const before = await selectPermits(tx, person.personId)
  const statedAs = new Map(permits.map((permit) => [keyOf(permit), permit]))
  const kept = new Set(before.map(keyOf))
  const gone = before.filter((permit) => !statedAs.has(keyOf(permit)))
  // A permit whose first day is corrected keeps what was recorded with it.
  const added = permits
    .filter((permit) => !kept.has(keyOf(permit)))
    .map((permit) => {
      const corrected = gone.find(({ ground }) => ground === permit.ground)
      return { ...permit, recordedFunding: corrected?.recordedFunding ?? null }
    })
  const ended = before.flatMap((permit) => {
    const stated = statedAs.get(keyOf(permit))
    return stated && stated.untilOn !== permit.untilOn ? [{ permitId: permit.permitId, untilOn: stated.untilOn }] : []
  })
  await deletePermits(
    tx,
    person.personId,
    gone.map(({ permitId }) => permitId),
  )
  for (const { permitId, untilOn } of ended) await endPermit(tx, permitId, untilOn)
  const recordedBy = actor.kind === 'staff' ? actor.staffId : null
  await insertPermits(tx, { ...person, recordedBy, permits: added })
  return gone.length + ended.length + added.length > 0
}

/** @throws DomainError `courses.end-before-start`, `input.listed-twice`, each at its row. */
export function assertPermits(permits: readonly Stated[]): void {
  const seen = new Set<string>()
  for (const [at, permit] of permits.entries()) {
    if (permit.untilOn !== null && permit.untilOn < permit.fromOn) {
      throw new DomainError('courses.end-before-start', { field: `permits.${at}.untilOn` })
    }
    if (seen.has(keyOf(permit))) throw new DomainError('input.listed-twice', { field: `permits.${at}.fromOn` })
    seen.add(keyOf(permit))
  }
}

function keyOf({ ground, fromOn }: Pick<Stated, 'ground' | 'fromOn'>): string {
  return `${ground} ${fromOn}`
}
