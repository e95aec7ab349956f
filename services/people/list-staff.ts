import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectRoles, selectStaff, STAFF_SORTS } from '@/db/queries/staff'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { STAFF_ROLES } from '@/domain/people/roles'
import { municipalityId } from '@/services/ids'
import { answerPage, listInput } from '@/services/list-input'

export const listStaffInput = listInput(STAFF_SORTS, {
  municipalityId: municipalityId.optional(),
  role: z.enum(STAFF_ROLES).optional(),
})

/** Staff with a role in the municipalities that the actor manages, with all their roles. */
export async function listStaff(actor: Actor, input: z.infer<typeof listStaffInput>) {
  assertAllowed(actor, 'staff.list', input.municipalityId)
  const municipalityIds = input.municipalityId
    ? [input.municipalityId]
    : municipalitiesWithPermission(actor, 'staff.list')
  const filter = { municipalityIds, role: input.role ?? null }
  return answerPage(input, (paging) =>
    withActor(actor, async (tx) => {
      const { rows, ...page } = await selectStaff(tx, filter, paging)
      const roles = Map.groupBy(
        await selectRoles(
          tx,
          rows.map((row) => row.staffId),
        ),
        (role) => role.staffId,
      )
      return { ...page, rows: rows.map((row) => ({ ...row, roles: roles.get(row.staffId) ?? [] })) }
    }),
  )
}
