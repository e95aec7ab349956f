import * as z from 'zod'

import { withActor } from '@/db/client'
import { findStaff, selectKeepers } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { municipalitiesWithPermission } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { staffId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'

import { raiseAccess } from './raise-access'

export const endSessionsInput = z.strictObject({ staffId })

/**
 * Ends every session of a member of staff, on every device, and removes them from live lessons. Everybody may end their
 * own sessions; those who administer an account may end its sessions.
 * @throws DomainError `access.not-found` for accounts that the actor does not administer.
 */
export async function endSessions(actor: Actor, input: z.infer<typeof endSessionsInput>): Promise<void> {
  const own = municipalitiesWithPermission(actor, 'staff.change')
  const isOwn = actor.kind === 'staff' && actor.staffId === input.staffId
  // As the set-up actor: the permission is checked here, and the account may no longer have a role that the policies
  // could check.
  await withActor(ELEVATED, async (tx) => {
    const member = found(await findStaff(tx, input.staffId))
    const places = await selectKeepers(tx, member.staffId)
    if (!isOwn && !places.some((id) => own.includes(id))) throw new DomainError('access.not-found')
    await raiseAccess(tx, { kind: 'staff', id: member.staffId })
    for (const municipalityId of places.length > 0 ? places : [null]) {
      await writeAudit(tx, actor, { action: 'staff.sessions-ended', municipalityId, subjectId: member.staffId })
    }
  })
}
