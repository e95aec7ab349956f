import { withActor } from '@/db/client'
import { municipalities, sites } from '@/db/schema/regions'
import type { MunicipalityId, SiteId } from '@/domain/ids'

import { nextNumber, SET_UP } from './set-up'

export async function makeMunicipality(name = `Municipality ${nextNumber()}`): Promise<MunicipalityId> {
  const code = String(1000 + nextNumber())
  const [row] = await withActor(SET_UP, (tx) =>
    tx.insert(municipalities).values({ code, name, joinedOn: '2010-01-01' }).returning({ id: municipalities.id }),
  )
  return given(row).id
}

export async function makeSite(municipalityId: MunicipalityId, name = `Site ${nextNumber()}`): Promise<SiteId> {
  const [row] = await withActor(SET_UP, (tx) =>
    tx.insert(sites).values({ municipalityId, name }).returning({ id: sites.id }),
  )
  return given(row).id
}

/** The row returned by an insert. */
export function given<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('nothing was inserted')
  return row
}
