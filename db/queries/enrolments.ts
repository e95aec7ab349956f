import { and, eq, inArray, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { enrolments, groups } from '@/db/schema/courses'
import { persons } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { EnrolmentId, GroupId, MunicipalityId, PersonId, SiteId } from '@/domain/ids'

import { isPersonNamed } from './named'
import { findPage, pageOf, type Paging, type SortKey } from './paging'
import { inForceFrom, inForceOn } from './periods'
import { isShownTo, type Changeable } from './shown-persons'

export const ENROLMENT_SORTS = ['name', 'homeMunicipality', 'site', 'fromOn'] as const

export type EnrolmentFilter = Changeable & {
  groupId: GroupId | null
  personId: PersonId | null
  activeOn: string | null
}

export async function selectEnrolments(
  tx: Transaction,
  filter: EnrolmentFilter,
  paging: Paging<(typeof ENROLMENT_SORTS)[number]>,
) {
  const where = and(
    filter.groupId === null ? undefined : eq(enrolments.groupId, filter.groupId),
    filter.personId === null ? undefined : eq(enrolments.personId, filter.personId),
    filter.activeOn === null ? undefined : inForceOn(enrolments, filter.activeOn),
    isShownTo(filter),
    paging.search ? isPersonNamed(enrolments.personId, paging.search) : undefined,
  )
  const sorts: Record<(typeof ENROLMENT_SORTS)[number], SortKey> = {
    name: { by: inSwedish(persons.displayName), as: 'text' },
    homeMunicipality: { by: inSwedish(municipalities.name), as: 'text' },
    site: { by: inSwedish(sites.name), as: 'text', isNullable: true },
    fromOn: { by: enrolments.fromOn, as: 'date' },
  }
  const page = pageOf(paging, { sorts, id: enrolments.id })
  const select = (beyond?: SQL) =>
    tx
      .select({
        ...page.position,
        enrolmentId: enrolments.id,
        personId: enrolments.personId,
        displayName: persons.displayName,
        isProtected: persons.protectedIdentity,
        groupId: enrolments.groupId,
        groupName: groups.name,
        homeMunicipalityName: municipalities.name,
        siteId: enrolments.siteId,
        siteName: sites.name,
        fromOn: enrolments.fromOn,
        untilOn: enrolments.untilOn,
      })
      .from(enrolments)
      .innerJoin(persons, eq(persons.id, enrolments.personId))
      .innerJoin(groups, eq(groups.id, enrolments.groupId))
      .innerJoin(municipalities, eq(municipalities.id, enrolments.homeMunicipalityId))
      .leftJoin(sites, eq(sites.id, enrolments.siteId))
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

export async function findEnrolment(tx: Transaction, enrolmentId: EnrolmentId) {
  const [row] = await tx
    .select({
      enrolmentId: enrolments.id,
      personId: enrolments.personId,
      groupId: enrolments.groupId,
      hostingMunicipalityId: enrolments.hostingMunicipalityId,
      homeMunicipalityId: enrolments.homeMunicipalityId,
      fromOn: enrolments.fromOn,
      untilOn: enrolments.untilOn,
    })
    .from(enrolments)
    .where(eq(enrolments.id, enrolmentId))
  return row ?? null
}

/** These enrolments with their persons, by name; only persons that the actor may see. */
export async function selectEnrolmentsById(tx: Transaction, enrolmentIds: readonly EnrolmentId[], shown: Changeable) {
  return tx
    .select({
      enrolmentId: enrolments.id,
      personId: enrolments.personId,
      displayName: persons.displayName,
      isProtected: persons.protectedIdentity,
      hostingMunicipalityId: enrolments.hostingMunicipalityId,
      homeMunicipalityId: enrolments.homeMunicipalityId,
      siteId: enrolments.siteId,
      fromOn: enrolments.fromOn,
      untilOn: enrolments.untilOn,
    })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .where(and(inArray(enrolments.id, [...enrolmentIds]), isShownTo(shown)))
    .orderBy(inSwedish(persons.displayName), enrolments.id)
}

/** Locks these enrolments until the transaction ends; always in the same order, to avoid deadlocks. */
export async function lockEnrolments(tx: Transaction, enrolmentIds: readonly EnrolmentId[]): Promise<void> {
  await tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(inArray(enrolments.id, [...enrolmentIds]))
    .orderBy(enrolments.id)
    .for('update')
}

/** Those of these persons who are enrolled in the group on `fromOn` or any later day. */
export async function selectEnrolledAmong(
  tx: Transaction,
  { groupId, fromOn }: { groupId: GroupId; fromOn: string },
  personIds: readonly PersonId[],
): Promise<Set<PersonId>> {
  const rows = await tx
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.groupId, groupId),
        inArray(enrolments.personId, [...personIds]),
        inForceFrom(enrolments, fromOn),
      ),
    )
  return new Set(rows.map((row) => row.personId))
}

/** Whether the person is enrolled in the group on `fromOn` or any later day. */
export async function isEnrolledFrom(
  tx: Transaction,
  ids: { groupId: GroupId; personId: PersonId },
  fromOn: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(
      and(eq(enrolments.groupId, ids.groupId), eq(enrolments.personId, ids.personId), inForceFrom(enrolments, fromOn)),
    )
    .limit(1)
  return rows.length > 0
}

export async function insertEnrolment(tx: Transaction, values: typeof enrolments.$inferInsert): Promise<EnrolmentId> {
  const [row] = await tx.insert(enrolments).values(values).returning({ id: enrolments.id })
  if (!row) throw new Error('the enrolment was not inserted')
  return row.id
}

export async function updateEnrolmentEnd(tx: Transaction, enrolmentId: EnrolmentId, untilOn: string): Promise<void> {
  await tx.update(enrolments).set({ untilOn }).where(eq(enrolments.id, enrolmentId))
}

export async function updateEnrolmentHomes(
  tx: Transaction,
  personId: PersonId,
  homeMunicipalityId: MunicipalityId,
): Promise<void> {
  await tx.update(enrolments).set({ homeMunicipalityId }).where(eq(enrolments.personId, personId))
}

/** The people enrolled in a group on a date; at one site, or anywhere. */
export async function selectEnrolledPersons(
  tx: Transaction,
  { groupId, siteId }: { groupId: GroupId; siteId?: SiteId },
  date: string,
) {
  return tx
    .selectDistinct({ personId: enrolments.personId, siteId: enrolments.siteId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.groupId, groupId),
        siteId === undefined ? undefined : eq(enrolments.siteId, siteId),
        inForceOn(enrolments, date),
      ),
    )
}
