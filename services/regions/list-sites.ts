import type * as z from 'zod'

import { withActor } from '@/db/client'
import { selectSites, SITE_SORTS } from '@/db/queries/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateField } from '@/services/fields'
import { municipalityId } from '@/services/ids'
import { answerPage, listInput } from '@/services/list-input'

export const listSitesInput = listInput(SITE_SORTS, {
  municipalityId: municipalityId.optional(),
  isOpenOn: dateField.optional(),
})

/** Classroom sites of the whole region, or of one municipality. */
export async function listSites(actor: Actor, input: z.infer<typeof listSitesInput>) {
  assertAllowed(actor, 'municipality.list')
  const filter = { municipalityId: input.municipalityId ?? null, isOpenOn: input.isOpenOn ?? null }
  return answerPage(input, (paging) => withActor(actor, (tx) => selectSites(tx, filter, paging)))
}
