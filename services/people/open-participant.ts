import { withActor } from '@/db/client'
import { hasOpened } from '@/db/queries/openings'
import type { Actor } from '@/domain/people/actor'
import { writeAudit } from '@/services/audit/write-audit'

import { readParticipant, type getParticipantInput } from './get-participant'
import type * as z from 'zod'

/**
 * A participant for the page of one: that somebody looked is written to the log of the home municipality, once for each
 * opening and not again within a quarter of an hour.
 * @throws DomainError `access.not-found`.
 */
export async function openParticipant(actor: Actor, input: z.infer<typeof getParticipantInput>) {
  return withActor(actor, async (tx) => {
    const person = await readParticipant(tx, actor, input)
    if (await hasOpened(tx, person.personId, 'participant.opened')) return person
    await writeAudit(tx, actor, {
      action: 'participant.opened',
      municipalityId: person.homeMunicipalityId,
      subjectId: person.personId,
      details: { isProtected: person.isProtected },
    })
    return person
  })
}
