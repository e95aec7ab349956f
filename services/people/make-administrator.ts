import * as z from 'zod'

import { withActor } from '@/db/client'
import { findMunicipalityByCode, insertMunicipality } from '@/db/queries/regions'
import { findStaffByEmail, saveRoles, insertStaff, updateStaff } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId, StaffId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { raiseAccess } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { nameField } from '@/services/fields'
import { hashPassword, PASSWORD_MAX } from './hash-password'

export const makeAdministratorInput = z.strictObject({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  name: nameField,
  password: z.string().max(PASSWORD_MAX),
  municipalityCode: z.string().regex(/^\d{4}$/),
  municipalityName: nameField,
})

/**
 * Creates an administrator from the command line, and the municipality if it is missing. An existing account with that
 * e-mail gets the role and the new password.
 * @throws DomainError `access.not-allowed` for anyone but the set-up, `people.password-too-short`.
 */
export async function makeAdministrator(
  actor: Actor,
  input: z.infer<typeof makeAdministratorInput>,
): Promise<{ staffId: StaffId; municipalityId: MunicipalityId }> {
  if (actor.kind !== 'system' || actor.name !== 'set-up') throw new DomainError('access.not-allowed')
  const passwordHash = await hashPassword(input.password)
  return withActor(actor, async (tx) => {
    const known = await findMunicipalityByCode(tx, input.municipalityCode)
    const municipality = { code: input.municipalityCode, name: input.municipalityName, leftOn: null }
    const municipalityId =
      known?.municipalityId ?? (await insertMunicipality(tx, { ...municipality, joinedOn: dateOf(Date.now()) }))
    const member = await findStaffByEmail(tx, input.email)
    const { email, name } = input
    if (member) {
      await updateStaff(tx, member.staffId, { passwordHash, disabledAt: null, keptBy: [] })
      await raiseAccess(tx, { kind: 'staff', id: member.staffId })
    }
    const staffId = member?.staffId ?? (await insertStaff(tx, { email, name, passwordHash }))
    await saveRoles(tx, staffId, [{ municipalityId, role: 'administrator', siteId: null }])
    await writeAudit(tx, actor, { action: 'staff.made-administrator', municipalityId, subjectId: staffId })
    return { staffId, municipalityId }
  })
}
