import { and, asc, eq, inArray } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { permitGrounds } from '@/db/schema/people'
import type { MunicipalityId, PersonId, StaffId } from '@/domain/ids'
import type { HeldPermit } from '@/domain/people/entitlement'

/** A person's permits, the earliest first; empty for those who do not keep the register of the home municipality. */
export async function selectPermits(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      permitId: permitGrounds.id,
      ground: permitGrounds.ground,
      fromOn: permitGrounds.fromOn,
      untilOn: permitGrounds.untilOn,
      recordedFunding: permitGrounds.recordedFunding,
    })
    .from(permitGrounds)
    .where(eq(permitGrounds.personId, personId))
    .orderBy(asc(permitGrounds.fromOn), asc(permitGrounds.ground))
}

type NewPermits = {
  personId: PersonId
  homeMunicipalityId: MunicipalityId
  recordedBy: StaffId | null
  permits: readonly HeldPermit[]
}

export async function insertPermits(tx: Transaction, { permits, ...shared }: NewPermits): Promise<void> {
  if (permits.length > 0) await tx.insert(permitGrounds).values(permits.map((permit) => ({ ...shared, ...permit })))
}

export async function endPermit(tx: Transaction, permitId: string, untilOn: string | null): Promise<void> {
  await tx.update(permitGrounds).set({ untilOn }).where(eq(permitGrounds.id, permitId))
}

export async function deletePermits(tx: Transaction, personId: PersonId, permitIds: readonly string[]): Promise<void> {
  if (permitIds.length === 0) return
  await tx
    .delete(permitGrounds)
    .where(and(eq(permitGrounds.personId, personId), inArray(permitGrounds.id, [...permitIds])))
}
