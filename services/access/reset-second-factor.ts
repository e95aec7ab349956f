import * as z from 'zod'

import { withActor } from '@/db/client'
import { deleteFactor } from '@/db/queries/second-factors'
import { findStaff, selectKeepers } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { staffId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'

import { getFactorState, type FactorState } from './second-factor'
import { raiseAccess } from './raise-access'

export const resetSecondFactorInput = z.strictObject({ staffId })

type Input = z.infer<typeof resetSecondFactorInput>

/**
 * Removes the second factor of somebody who has lost app and recovery codes, and ends every session of the account. As
 * with a password, only those who manage the whole account may do it.
 * @throws DomainError `access.not-allowed`, `access.not-found`, also when there is no second factor.
 */
export async function resetSecondFactor(actor: Actor, input: Input): Promise<void> {
  assertAllowed(actor, 'staff.change')
  const own = municipalitiesWithPermission(actor, 'staff.change')
  await withActor(ELEVATED, async (tx) => {
    const member = found(await findStaff(tx, input.staffId))
    const keepers = await selectKeepers(tx, member.staffId)
    if (!keepers.some((id) => own.includes(id))) throw new DomainError('access.not-found')
    if (!keepers.every((id) => own.includes(id))) throw new DomainError('access.not-allowed')
    found((await deleteFactor(tx, member.staffId)) || null)
    await raiseAccess(tx, { kind: 'staff', id: member.staffId })
    for (const municipalityId of keepers) {
      await writeAudit(tx, actor, { action: 'second-factor.reset', municipalityId, subjectId: member.staffId })
    }
  })
}

/**
 * Whether an account has a second factor, for those who manage it.
 * @throws DomainError `access.not-allowed`, `access.not-found`.
 */
export async function findFactorOf(actor: Actor, input: Input): Promise<FactorState> {
  assertAllowed(actor, 'staff.change')
  const own = municipalitiesWithPermission(actor, 'staff.change')
  const keepers = await withActor(ELEVATED, (tx) => selectKeepers(tx, input.staffId))
  if (!keepers.some((id) => own.includes(id))) throw new DomainError('access.not-found')
  return getFactorState(input.staffId)
}
