import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { findSite, insertSite, isSiteInUse, updateSite } from '@/db/queries/regions'
import { DomainError } from '@/domain/domain-error'
import type { SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { raiseAccessOfScreens } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, nameField } from '@/services/fields'
import { found } from '@/services/found'
import { municipalityId, siteId } from '@/services/ids'
import { lineOrNothing } from '@/protocol/bounded'

const ADDRESS_MAX = 200

export const saveSiteInput = z.strictObject({
  siteId: siteId.nullable(),
  municipalityId,
  name: nameField,
  address: lineOrNothing(ADDRESS_MAX),
  closedOn: dateField.nullable(),
})

type Input = z.infer<typeof saveSiteInput>

/**
 * Adds or changes a classroom site; a site stays in its municipality.
 * @throws DomainError `access.not-found`, `regions.site-in-use` when closed while people are enrolled at it.
 */
export async function saveSite(actor: Actor, input: Input): Promise<{ siteId: SiteId }> {
  assertAllowed(actor, 'site.change', input.municipalityId)
  return withActor(actor, async (tx) => {
    const id = await save(tx, input)
    await writeAudit(tx, actor, {
      action: 'site.saved',
      municipalityId: input.municipalityId,
      subjectId: id,
      details: { isNew: input.siteId === null },
    })
    return { siteId: id }
  })
}

async function save(
  tx: Transaction,
  { siteId: id, municipalityId: inMunicipality, ...values }: Input,
): Promise<SiteId> {
  if (id === null) return insertSite(tx, { ...values, municipalityId: inMunicipality })
  const site = found(await findSite(tx, id))
  if (site.municipalityId !== inMunicipality) throw new DomainError('access.not-found')
  if (values.closedOn !== null && (await isSiteInUse(tx, id, values.closedOn))) {
    throw new DomainError('regions.site-in-use', { field: 'closedOn' })
  }
  await updateSite(tx, id, values)
  if (values.closedOn !== null && site.closedOn !== values.closedOn) await raiseAccessOfScreens(tx, id)
  return id
}
