import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { findSite } from '@/db/queries/regions'
import {
  deleteRolesExcept,
  findStaff,
  insertStaff,
  lockStaffRoles,
  saveRoles,
  selectAdministered,
  selectKeepers,
  selectRoles,
  updateStaff,
} from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId, StaffId } from '@/domain/ids'
import { UI_LANGUAGES } from '@/domain/languages'
import type { Actor, RoleAssignment } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { STAFF_ROLES } from '@/domain/people/roles'
import { raiseAccess } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, nameField } from '@/services/fields'
import { found } from '@/services/found'
import { municipalityId, siteId, staffId } from '@/services/ids'
import { mapUniqueViolation } from '@/services/refuse-taken'
import { ELEVATED } from '@/services/system-actors'
import { hashPassword, PASSWORD_MAX } from './hash-password'

const TAKEN = { staff_email_unique: new DomainError('input.already-taken', { field: 'email' }) }

export const saveStaffInput = z.strictObject({
  staffId: staffId.nullable(),
  name: nameField,
  email: z.string().trim().toLowerCase().pipe(z.email()),
  language: z.enum(UI_LANGUAGES),
  /** Null keeps the password. */
  password: z.string().max(PASSWORD_MAX).nullable(),
  isDisabled: z.boolean(),
  /** All roles in the actor's municipalities; roles elsewhere are not changed. */
  roles: z
    .array(
      z.strictObject({
        role: z.enum(STAFF_ROLES),
        municipalityId,
        siteId: siteId.nullable(),
        /** Null: from today, or as before. */
        fromOn: dateField.nullable().default(null),
        /** The last day; null without an end. */
        untilOn: dateField.nullable().default(null),
      }),
    )
    .max(50),
})

type Input = z.infer<typeof saveStaffInput>

/**
 * Adds or changes a member of staff. Name, sign-in and access can be changed only by those who may change staff
 * wherever that member has a role; others change the roles in their own municipalities.
 * @throws DomainError `input.already-taken` for the e-mail, `people.password-too-short`, `input.required` without a
 * first password or role, `input.listed-twice`, `courses.end-before-start`, `people.last-administrator`.
 */
export async function saveStaff(actor: Actor, input: Input): Promise<{ staffId: StaffId }> {
  assertAllowed(actor, 'staff.change')
  for (const role of input.roles) assertAllowed(actor, 'staff.change', role.municipalityId)
  assertRoles(input.roles)
  const passwordHash = input.password === null ? null : await hashPassword(input.password)
  // As the set-up actor: the policies would check roles and access that are changing here.
  const save = withActor(ELEVATED, async (tx) => {
    await lockStaffRoles(tx)
    await assertSitesFit(tx, input)
    const { id, places } =
      input.staffId === null ? await add(tx, input, passwordHash) : await change(tx, { actor, input, passwordHash })
    for (const where of places) {
      await writeAudit(tx, actor, {
        action: 'staff.saved',
        municipalityId: where,
        subjectId: id,
        details: detailsOf(input, where),
      })
    }
    return { staffId: id }
  })
  return mapUniqueViolation(TAKEN, save)
}

function detailsOf(input: Input, where: MunicipalityId) {
  return {
    isNew: input.staffId === null,
    roles: input.roles
      .filter((role) => role.municipalityId === where)
      .map((role) => role.role)
      .join(' '),
    isDisabled: input.isDisabled,
    hasNewPassword: input.password !== null,
  }
}

async function assertSitesFit(tx: Transaction, input: Input): Promise<void> {
  for (const role of input.roles) {
    if (role.siteId === null) continue
    const site = await findSite(tx, role.siteId)
    const fits = role.role === 'site_host' && site?.municipalityId === role.municipalityId
    if (!fits) throw new DomainError('input.unknown-choice', { field: 'roles' })
  }
}

/** The member that was saved, and the municipalities in which something changed. */
type Saved = { id: StaffId; places: Set<MunicipalityId> }

async function add(tx: Transaction, input: Input, passwordHash: string | null): Promise<Saved> {
  if (passwordHash === null) throw new DomainError('input.required', { field: 'password' })
  if (input.roles.length === 0) throw new DomainError('input.required', { field: 'roles' })
  const { name, email, language } = input
  const id = await insertStaff(tx, { name, email, language, passwordHash, disabledAt: disabledAt(input, null) })
  await saveRoles(tx, id, input.roles)
  return { id, places: placesOf(input.roles) }
}

type Change = { actor: Actor; input: Input; passwordHash: string | null }

async function change(tx: Transaction, { actor, input, passwordHash }: Change): Promise<Saved> {
  const member = found(input.staffId === null ? null : await findStaff(tx, input.staffId))
  const own = municipalitiesWithPermission(actor, 'staff.change')
  const roles = await selectRoles(tx, [member.staffId])
  const keepers = await selectKeepers(tx, member.staffId)
  if (!keepers.some((id) => own.includes(id))) throw new DomainError('access.not-found')

  const { name, email, language } = input
  const isSame = name === member.name && email === member.email && input.isDisabled === (member.disabledAt !== null)
  const mayChangeSignIn = keepers.every((id) => own.includes(id))
  if (!mayChangeSignIn && (!isSame || passwordHash !== null)) throw new DomainError('access.not-allowed')

  const signIn = { name, email, language, disabledAt: disabledAt(input, member.disabledAt) }
  await assertAdministered(tx, own, async () => {
    if (mayChangeSignIn)
      await updateStaff(tx, member.staffId, { ...signIn, ...(passwordHash === null ? {} : { passwordHash }) })
    await replaceRoles(tx, member.staffId, { own, roles: input.roles })
  })
  const after = await selectRoles(tx, [member.staffId])
  await updateStaff(tx, member.staffId, { keptBy: after.length > 0 ? [] : keepers })
  const losesRole = roles.some((role) => role.isHeld && !after.some((kept) => kept.isHeld && isSameRole(role, kept)))
  const isShutOut = input.isDisabled && member.disabledAt === null
  if (losesRole || isShutOut || passwordHash !== null) await raiseAccess(tx, { kind: 'staff', id: member.staffId })
  const before = keepers.filter((id) => own.includes(id))
  return { id: member.staffId, places: new Set([...before, ...placesOf(input.roles)]) }
}

/** @throws DomainError `courses.end-before-start`, `input.listed-twice`, each at its row. */
function assertRoles(roles: Input['roles']): void {
  for (const [at, role] of roles.entries()) {
    if (roles.slice(0, at).some((before) => isSameRole(before, role))) {
      throw new DomainError('input.listed-twice', { field: `roles.${at}.role` })
    }
    if (role.untilOn !== null && role.untilOn < (role.fromOn ?? role.untilOn)) {
      throw new DomainError('courses.end-before-start', { field: `roles.${at}.untilOn` })
    }
  }
}

function placesOf(roles: Input['roles']): Set<MunicipalityId> {
  return new Set(roles.map((role) => role.municipalityId))
}

function isSameRole(one: RoleAssignment, other: RoleAssignment): boolean {
  return one.role === other.role && one.municipalityId === other.municipalityId && one.siteId === other.siteId
}

/** Replaces all roles in the actor's municipalities by those given. */
async function replaceRoles(
  tx: Transaction,
  id: StaffId,
  { own, roles }: { own: readonly MunicipalityId[]; roles: Input['roles'] },
): Promise<void> {
  await saveRoles(tx, id, roles)
  await deleteRolesExcept(tx, id, { municipalityIds: own, kept: roles })
}

async function assertAdministered(
  tx: Transaction,
  municipalityIds: readonly MunicipalityId[],
  work: () => Promise<void>,
): Promise<void> {
  const before = await selectAdministered(tx, municipalityIds)
  await work()
  const after = new Set(await selectAdministered(tx, municipalityIds))
  if (before.some((id) => !after.has(id))) throw new DomainError('people.last-administrator', { field: 'roles' })
}

function disabledAt(input: Input, before: Date | null): Date | null {
  return input.isDisabled ? (before ?? new Date()) : null
}
