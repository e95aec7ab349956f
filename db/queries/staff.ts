import { and, arrayOverlaps, eq, ilike, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { roleAssignments, staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { MunicipalityId, ProviderId, StaffId } from '@/domain/ids'
import type { RoleAssignment } from '@/domain/people/actor'
import type { StaffRole } from '@/domain/people/roles'

import { foldedName, isNamed } from './named'
import { inForceFrom, inForceOn, regionDay } from './periods'
import { containing, findPage, pageOf, type Paging, type SortKey } from './paging'

export const STAFF_SORTS = ['name', 'email'] as const

export type StaffFilter = { municipalityIds: MunicipalityId[]; role: StaffRole | null }

export async function selectStaff(tx: Transaction, filter: StaffFilter, paging: Paging<(typeof STAFF_SORTS)[number]>) {
  const pattern = containing(paging.search)
  const holders = tx
    .select({ staffId: roleAssignments.staffId })
    .from(roleAssignments)
    .where(
      and(
        inArray(roleAssignments.municipalityId, filter.municipalityIds),
        // Who is looked for by a role holds it, or will; without one, those whose roles have ended are listed too.
        filter.role === null
          ? undefined
          : and(eq(roleAssignments.role, filter.role), inForceFrom(roleAssignments, regionDay(sql`now()`))),
      ),
    )
  const where = and(
    filter.role === null
      ? or(inArray(staff.id, holders), isKeptBy(filter.municipalityIds))
      : inArray(staff.id, holders),
    paging.search
      ? or(isNamed({ name: staff.name, folded: foldedName(staff.name) }, paging.search), ilike(staff.email, pattern))
      : undefined,
  )
  const sorts: Record<(typeof STAFF_SORTS)[number], SortKey> = {
    name: { by: inSwedish(staff.name), as: 'text' },
    email: { by: staff.email, as: 'text' },
  }
  const page = pageOf(paging, { sorts, id: staff.id })
  const select = (beyond?: SQL) =>
    tx
      .select({
        ...page.position,
        staffId: staff.id,
        name: staff.name,
        email: staff.email,
        language: staff.language,
        disabledAt: staff.disabledAt,
      })
      .from(staff)
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

/** Whether an account without a role remains with one of the municipalities. */
function isKeptBy(municipalityIds: readonly MunicipalityId[]) {
  const holdsNone = sql`not exists (select 1 from ${roleAssignments} where ${eq(roleAssignments.staffId, staff.id)})`
  return municipalityIds.length > 0 ? and(arrayOverlaps(staff.keptBy, [...municipalityIds]), holdsNone) : sql`false`
}

/**
 * The municipalities whose administrators manage an account: those of its roles, otherwise those that removed the last
 * ones.
 */
export async function selectKeepers(tx: Transaction, staffId: StaffId): Promise<MunicipalityId[]> {
  const held = await tx
    .selectDistinct({ municipalityId: roleAssignments.municipalityId })
    .from(roleAssignments)
    .where(eq(roleAssignments.staffId, staffId))
  if (held.length > 0) return held.map((row) => row.municipalityId)
  const [row] = await tx.select({ keptBy: staff.keptBy }).from(staff).where(eq(staff.id, staffId))
  return row?.keptBy ?? []
}

/** Roles of several staff members with the names of municipality and site, in Swedish order. */
export async function selectRoles(tx: Transaction, staffIds: readonly StaffId[]) {
  return tx
    .select({
      staffId: roleAssignments.staffId,
      role: roleAssignments.role,
      municipalityId: roleAssignments.municipalityId,
      municipalityName: municipalities.name,
      siteId: roleAssignments.siteId,
      siteName: sites.name,
      fromOn: roleAssignments.fromOn,
      untilOn: roleAssignments.untilOn,
      givenBy: roleAssignments.givenBy,
      isHeld: sql<boolean>`${isHeldToday()}`,
    })
    .from(roleAssignments)
    .innerJoin(municipalities, eq(municipalities.id, roleAssignments.municipalityId))
    .leftJoin(sites, eq(sites.id, roleAssignments.siteId))
    .where(inArray(roleAssignments.staffId, [...staffIds]))
    .orderBy(inSwedish(municipalities.name), roleAssignments.role, inSwedish(sites.name))
}

export async function findStaff(tx: Transaction, staffId: StaffId) {
  const [row] = await tx
    .select({
      staffId: staff.id,
      name: staff.name,
      email: staff.email,
      language: staff.language,
      disabledAt: staff.disabledAt,
    })
    .from(staff)
    .where(eq(staff.id, staffId))
  return row ?? null
}

export async function findStaffByEmail(tx: Transaction, email: string) {
  const [row] = await tx.select({ staffId: staff.id }).from(staff).where(eq(staff.email, email))
  return row ?? null
}

/** Condition on role assignments: held today. */
export function isHeldToday(): SQL {
  return inForceOn(roleAssignments, regionDay(sql`now()`))
}

type StaffValues = typeof staff.$inferInsert

export async function insertStaff(tx: Transaction, values: StaffValues): Promise<StaffId> {
  const [row] = await tx.insert(staff).values(values).returning({ id: staff.id })
  if (!row) throw new Error('the staff member was not inserted')
  return row.id
}

export async function updateStaff(tx: Transaction, staffId: StaffId, values: Partial<StaffValues>): Promise<void> {
  await tx.update(staff).set(values).where(eq(staff.id, staffId))
}

/** A role with its first and last day ('YYYY-MM-DD'); without a first one it is held from today, or as it was. */
export type DatedRole = RoleAssignment & {
  fromOn?: string | null
  untilOn?: string | null
  /** The provider that gives it; by hand without one. */
  givenBy?: ProviderId | null
}

/** Adds roles; those that are held already get the days that are named. */
export async function saveRoles(tx: Transaction, staffId: StaffId, roles: readonly DatedRole[]): Promise<void> {
  for (const { fromOn = null, untilOn = null, role, municipalityId, siteId, givenBy = null } of roles) {
    const days = { untilOn, ...(fromOn !== null && { fromOn }) }
    await tx
      .insert(roleAssignments)
      .values({ role, municipalityId, siteId, givenBy, ...days, staffId })
      .onConflictDoUpdate({
        target: [
          ...[roleAssignments.staffId, roleAssignments.municipalityId, roleAssignments.role, roleAssignments.siteId],
          roleAssignments.givenBy,
        ],
        set: days,
      })
  }
}

/** Removes the roles that a staff member was given by hand in the named municipalities, except those in `kept`. */
export async function deleteRolesExcept(
  tx: Transaction,
  staffId: StaffId,
  { municipalityIds, kept }: { municipalityIds: readonly MunicipalityId[]; kept: readonly RoleAssignment[] },
): Promise<void> {
  const isKept = kept.map(
    (role) =>
      sql`(${eq(roleAssignments.municipalityId, role.municipalityId)} and ${eq(roleAssignments.role, role.role)}
        and ${roleAssignments.siteId} is not distinct from ${role.siteId}::uuid)`,
  )
  await tx
    .delete(roleAssignments)
    .where(
      and(
        eq(roleAssignments.staffId, staffId),
        isNull(roleAssignments.givenBy),
        inArray(roleAssignments.municipalityId, [...municipalityIds]),
        isKept.length === 0 ? undefined : sql`not (${sql.join(isKept, sql` or `)})`,
      ),
    )
}

/** Those of the named municipalities that have an administrator who can sign in, today and without an end. */
export async function selectAdministered(
  tx: Transaction,
  municipalityIds: readonly MunicipalityId[],
): Promise<MunicipalityId[]> {
  const rows = await tx
    .selectDistinct({ municipalityId: roleAssignments.municipalityId })
    .from(roleAssignments)
    .innerJoin(staff, eq(staff.id, roleAssignments.staffId))
    .where(
      and(
        eq(roleAssignments.role, 'administrator'),
        isNull(staff.disabledAt),
        isHeldToday(),
        isNull(roleAssignments.untilOn),
        inArray(roleAssignments.municipalityId, [...municipalityIds]),
      ),
    )
  return rows.map((row) => row.municipalityId)
}

/** Serialises changes to who administers what. */
export async function lockStaffRoles(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('role_assignments'))`)
}

/** Whether somebody who can sign in holds a role, or will. */
export async function holdsRole(
  tx: Transaction,
  staffId: StaffId,
  { role, municipalityId }: Pick<RoleAssignment, 'role' | 'municipalityId'>,
): Promise<boolean> {
  const rows = await tx
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .innerJoin(staff, eq(staff.id, roleAssignments.staffId))
    .where(
      and(
        eq(roleAssignments.staffId, staffId),
        eq(roleAssignments.role, role),
        eq(roleAssignments.municipalityId, municipalityId),
        inForceFrom(roleAssignments, regionDay(sql`now()`)),
        isNull(staff.disabledAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** The account with an e-mail address, with its password hash. */
export async function findSignIn(tx: Transaction, email: string) {
  const [row] = await tx
    .select({
      staffId: staff.id,
      name: staff.name,
      language: staff.language,
      /** Null for an account that signs in by its municipality's provider alone. */
      passwordHash: sql<string | null>`staff_password_hash(${staff.id})`,
      disabledAt: staff.disabledAt,
    })
    .from(staff)
    .where(eq(staff.email, email))
  return row ?? null
}

/** The municipalities where an account has a role. */
export async function listWorkplaces(tx: Transaction, staffId: StaffId): Promise<MunicipalityId[]> {
  const rows = await tx
    .selectDistinct({ municipalityId: roleAssignments.municipalityId })
    .from(roleAssignments)
    .where(eq(roleAssignments.staffId, staffId))
  return rows.map((row) => row.municipalityId)
}

/** An account that may sign in, with the roles that it has today, in one round trip. */
export async function findActiveStaff(tx: Transaction, staffId: StaffId) {
  const rows = await tx
    // A role may be held twice: by hand, and by a provider.
    .selectDistinct({
      name: staff.name,
      language: staff.language,
      role: roleAssignments.role,
      municipalityId: roleAssignments.municipalityId,
      siteId: roleAssignments.siteId,
    })
    .from(staff)
    .leftJoin(roleAssignments, and(eq(roleAssignments.staffId, staff.id), isHeldToday()))
    .where(and(eq(staff.id, staffId), isNull(staff.disabledAt)))
  const [first] = rows
  if (!first) return null
  const roles = rows.flatMap(({ role, municipalityId, siteId }): RoleAssignment[] =>
    role && municipalityId ? [{ role, municipalityId, siteId }] : [],
  )
  return { name: first.name, language: first.language, roles }
}
