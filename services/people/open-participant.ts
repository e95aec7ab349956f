import { withActor } from '@/db/client'
import { hasOpened } from '@/db/queries/openings'
import type { Actor } from '@/domain/people/actor'
import { writeAudit } from '@/services/audit/write-audit'

import { getParticipant, type getParticipantInput } from './get-participant'
import type * as z from 'zod'

/**
 * A participant for the page of one: that somebody looked is written to the log of the home municipality, once for each
 * opening and not again within a quarter of an hour.
 * @throws DomainError `access.not-found`.
 */
export async function openParticipant(actor: Actor, input: z.infer<typeof getParticipantInput>) {
  const person = await getParticipant(actor, input)
  await withActor(actor, async (tx) => {
    if (await hasOpened(tx, person.personId, 'participant.opened')) return
    await writeAudit(tx, actor, {
      action: 'participant.opened',
      municipalityId: person.homeMunicipalityId,
      subjectId: person.personId,
      details: { isProtected: person.isProtected },
    })
  })
  return person
}
