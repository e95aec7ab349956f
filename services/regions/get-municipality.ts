import * as z from 'zod'

import { withActor } from '@/db/client'
import { findMunicipality } from '@/db/queries/regions'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { municipalityId } from '@/services/ids'

export const getMunicipalityInput = z.strictObject({ municipalityId })

/** One municipality for its administrator to change. @throws DomainError `access.not-allowed`, `access.not-found`. */
export async function getMunicipality(actor: Actor, input: z.infer<typeof getMunicipalityInput>) {
  assertAllowed(actor, 'municipality.change', input.municipalityId)
  return withActor(actor, async (tx) => found(await findMunicipality(tx, input.municipalityId)))
}
