import type * as z from 'zod'

import { withActor } from '@/db/client'
import { PARTICIPANT_SORTS, selectParticipants } from '@/db/queries/people'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { groupId, municipalityId } from '@/services/ids'
import { answerPage, listInput } from '@/services/list-input'

export const listParticipantsInput = listInput(PARTICIPANT_SORTS, {
  municipalityId: municipalityId.optional(),
  groupId: groupId.optional(),
})

/**
 * Participants who live in the actor's municipalities or are taught by them, by name.
 * Protected persons of municipalities where the actor may not change participants are only counted, in `hiddenCount`.
 * @source docs/legal-sources.md#protected-identity
 */
export async function listParticipants(actor: Actor, input: z.infer<typeof listParticipantsInput>) {
  assertAllowed(actor, 'participant.list')
  const today = dateOf(Date.now())
  const filter = {
    municipalityIds: municipalitiesWithPermission(actor, 'participant.list'),
    changeableIn: municipalitiesWithPermission(actor, 'participant.change'),
    homeMunicipalityId: input.municipalityId ?? null,
    groupId: input.groupId ?? null,
    onDate: today,
  }
  const page = await answerPage(input, (paging) => withActor(actor, (tx) => selectParticipants(tx, filter, paging)))
  return { ...page, rows: page.rows.map((row) => ({ ...row, cardNumber: cardNumberOf(row.personId) })) }
}
