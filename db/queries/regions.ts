import { and, asc, count, eq, ilike, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { enrolments } from '@/db/schema/courses'
import { municipalities, sites } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { MunicipalityId, SiteId } from '@/domain/ids'

import { foldedName, isNamed } from './named'
import { containing, findPage, pageOf, type Paging, type SortKey } from './paging'
import { inForceFrom } from './periods'

export const MUNICIPALITY_SORTS = ['name', 'code', 'joinedOn'] as const
export const SITE_SORTS = ['name', 'municipality', 'address'] as const

export async function selectMunicipalities(tx: Transaction, paging: Paging<(typeof MUNICIPALITY_SORTS)[number]>) {
  const pattern = containing(paging.search)
  const where = paging.search
    ? or(
        isNamed({ name: municipalities.name, folded: foldedName(municipalities.name) }, paging.search),
        ilike(municipalities.code, pattern),
      )
    : undefined
  const sorts: Record<(typeof MUNICIPALITY_SORTS)[number], SortKey> = {
    name: { by: inSwedish(municipalities.name), as: 'text' },
    code: { by: municipalities.code, as: 'text' },
    joinedOn: { by: municipalities.joinedOn, as: 'date' },
  }
  const page = pageOf(paging, { sorts, id: municipalities.id })
  const select = (beyond?: SQL) =>
    tx
      .select({
        ...page.position,
        municipalityId: municipalities.id,
        code: municipalities.code,
        name: municipalities.name,
        joinedOn: municipalities.joinedOn,
        leftOn: municipalities.leftOn,
        siteCount: sql`(select count(*) from sites s where s.municipality_id = ${municipalities}.id)`.mapWith(Number),
      })
      .from(municipalities)
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

export async function findMunicipality(tx: Transaction, municipalityId: MunicipalityId) {
  const [row] = await tx
    .select({
      municipalityId: municipalities.id,
      name: municipalities.name,
      code: municipalities.code,
      joinedOn: municipalities.joinedOn,
      leftOn: municipalities.leftOn,
      recordingAllowed: municipalities.recordingAllowed,
      secondFactorFrom: municipalities.secondFactorFrom,
    })
    .from(municipalities)
    .where(eq(municipalities.id, municipalityId))
  return row ?? null
}

export async function findMunicipalityByCode(tx: Transaction, code: string) {
  const [row] = await tx
    .select({ municipalityId: municipalities.id })
    .from(municipalities)
    .where(eq(municipalities.code, code))
  return row ?? null
}

type MunicipalityValues = {
  code: string
  name: string
  joinedOn: string
  leftOn: string | null
  secondFactorFrom?: string | null | undefined
  recordingAllowed?: boolean
}

export async function insertMunicipality(tx: Transaction, values: MunicipalityValues): Promise<MunicipalityId> {
  const [row] = await tx.insert(municipalities).values(values).returning({ id: municipalities.id })
  if (!row) throw new Error('the municipality was not inserted')
  return row.id
}

export async function updateMunicipality(
  tx: Transaction,
  id: MunicipalityId,
  values: MunicipalityValues,
): Promise<boolean> {
  const rows = await tx
    .update(municipalities)
    .set(values)
    .where(eq(municipalities.id, id))
    .returning({ id: municipalities.id })
  return rows.length > 0
}

export type SiteFilter = { municipalityId: MunicipalityId | null; isOpenOn: string | null }

export async function selectSites(tx: Transaction, filter: SiteFilter, paging: Paging<(typeof SITE_SORTS)[number]>) {
  const where = and(
    filter.municipalityId === null ? undefined : eq(sites.municipalityId, filter.municipalityId),
    filter.isOpenOn === null ? undefined : isOpenAfter(filter.isOpenOn),
    paging.search
      ? or(
          isNamed({ name: sites.name, folded: foldedName(sites.name) }, paging.search),
          isNamed({ name: sites.address, folded: foldedName(sites.address) }, paging.search),
        )
      : undefined,
  )
  const sorts: Record<(typeof SITE_SORTS)[number], SortKey> = {
    name: { by: inSwedish(sites.name), as: 'text' },
    municipality: { by: inSwedish(municipalities.name), as: 'text' },
    address: { by: inSwedish(sites.address), as: 'text' },
  }
  const page = pageOf(paging, { sorts, id: sites.id })
  const select = (beyond?: SQL) =>
    tx
      .select({
        ...page.position,
        siteId: sites.id,
        name: sites.name,
        address: sites.address,
        closedOn: sites.closedOn,
        municipalityId: sites.municipalityId,
        municipalityName: municipalities.name,
      })
      .from(sites)
      .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

export async function findSite(tx: Transaction, siteId: SiteId) {
  const [row] = await tx
    .select({
      siteId: sites.id,
      municipalityId: sites.municipalityId,
      name: sites.name,
      address: sites.address,
      closedOn: sites.closedOn,
    })
    .from(sites)
    .where(eq(sites.id, siteId))
  return row ?? null
}

export async function countSites(tx: Transaction, siteIds: readonly SiteId[]): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(sites)
    .where(inArray(sites.id, [...siteIds]))
  return row?.total ?? 0
}

type SiteValues = { name: string; address: string; closedOn: string | null }

export async function insertSite(
  tx: Transaction,
  values: SiteValues & { municipalityId: MunicipalityId },
): Promise<SiteId> {
  const [row] = await tx.insert(sites).values(values).returning({ id: sites.id })
  if (!row) throw new Error('the site was not inserted')
  return row.id
}

export async function updateSite(tx: Transaction, siteId: SiteId, values: SiteValues): Promise<void> {
  await tx.update(sites).set(values).where(eq(sites.id, siteId))
}

/** Whether somebody is enrolled at the site on a date or later. */
export async function isSiteInUse(tx: Transaction, siteId: SiteId, fromOn: string): Promise<boolean> {
  const rows = await tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(and(eq(enrolments.siteId, siteId), inForceFrom(enrolments, fromOn)))
    .limit(1)
  return rows.length > 0
}

/** Condition on sites: those still open at the end of a day. */
export function isOpenAfter(day: string): SQL {
  return sql`(${sites.closedOn} is null or ${sites.closedOn} > ${day}::date)`
}

type Places = { municipalityIds: readonly MunicipalityId[]; siteIds: readonly SiteId[] }

/** Sites without an end, those of these municipalities and these themselves, by municipality and name. */
export async function listOpenSites(tx: Transaction, { municipalityIds, siteIds }: Places) {
  return tx
    .select({ siteId: sites.id, siteName: sites.name, municipalityName: municipalities.name })
    .from(sites)
    .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
    .where(
      and(
        isNull(sites.closedOn),
        or(inArray(sites.municipalityId, [...municipalityIds]), inArray(sites.id, [...siteIds])),
      ),
    )
    .orderBy(asc(municipalities.name), asc(sites.name))
}
