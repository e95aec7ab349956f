import type * as z from 'zod'

import { withActor } from '@/db/client'
import { MUNICIPALITY_SORTS, selectMunicipalities } from '@/db/queries/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { answerPage, listInput } from '@/services/list-input'

export const listMunicipalitiesInput = listInput(MUNICIPALITY_SORTS, {})

/** All municipalities of the region. */
export async function listMunicipalities(actor: Actor, input: z.infer<typeof listMunicipalitiesInput>) {
  assertAllowed(actor, 'municipality.list')
  return answerPage(input, (paging) => withActor(actor, (tx) => selectMunicipalities(tx, paging)))
}
