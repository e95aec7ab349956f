import { and, asc, eq, inArray, isNull, or, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { endpoints } from '@/db/schema/endpoints'
import { staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { MunicipalityId } from '@/domain/ids'

import { foldedName, isNamed } from './named'
import { findPage, pageOf, type Paging, type SortKey } from './paging'

export const ENDPOINT_SORTS = ['municipality', 'site', 'name', 'pairedAt'] as const

const overview = {
  endpointId: endpoints.id,
  name: endpoints.name,
  siteName: sites.name,
  municipalityName: municipalities.name,
  pairedAt: endpoints.pairedAt,
  pairedBy: staff.name,
}

function isPairedIn(municipalityIds: readonly MunicipalityId[]) {
  return and(isNull(endpoints.unpairedAt), inArray(endpoints.municipalityId, [...municipalityIds]))
}

/** All paired screens of some municipalities, by municipality, site and name. */
export async function listPairedEndpoints(tx: Transaction, municipalityIds: readonly MunicipalityId[]) {
  const { endpointId, name, siteName, municipalityName } = overview
  const { siteId, municipalityId } = endpoints
  return tx
    .select({ endpointId, name, siteId, siteName, municipalityId, municipalityName })
    .from(endpoints)
    .innerJoin(sites, eq(sites.id, endpoints.siteId))
    .innerJoin(municipalities, eq(municipalities.id, endpoints.municipalityId))
    .where(isPairedIn(municipalityIds))
    .orderBy(asc(municipalities.name), asc(sites.name), asc(endpoints.name))
}

/** A page of the paired screens of some municipalities. */
export async function selectEndpoints(
  tx: Transaction,
  municipalityIds: readonly MunicipalityId[],
  paging: Paging<(typeof ENDPOINT_SORTS)[number]>,
) {
  const isSought = paging.search
    ? or(
        isNamed({ name: endpoints.name, folded: foldedName(endpoints.name) }, paging.search),
        isNamed({ name: sites.name, folded: foldedName(sites.name) }, paging.search),
      )
    : undefined
  const where = and(isPairedIn(municipalityIds), isSought)
  const sorts: Record<(typeof ENDPOINT_SORTS)[number], SortKey> = {
    municipality: { by: inSwedish(municipalities.name), as: 'text' },
    site: { by: inSwedish(sites.name), as: 'text' },
    name: { by: inSwedish(endpoints.name), as: 'text' },
    pairedAt: { by: endpoints.pairedAt, as: 'timestamptz' },
  }
  const page = pageOf(paging, { sorts, id: endpoints.id })
  const select = (beyond?: SQL) =>
    tx
      .select({ ...overview, ...page.position })
      .from(endpoints)
      .innerJoin(sites, eq(sites.id, endpoints.siteId))
      .innerJoin(municipalities, eq(municipalities.id, endpoints.municipalityId))
      .leftJoin(staff, eq(staff.id, endpoints.pairedBy))
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}
