import * as z from 'zod'

import { withActor } from '@/db/client'
import { insertLink, revokeLinks } from '@/db/queries/person-links'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { findPersonPlaces } from '@/services/people/find-person-places'

import { raiseAccess } from './raise-access'
import { hashSecret, makeSecret } from './secret'

export const createPersonLinkInput = z.strictObject({ personId: z.uuid().transform((id) => id as PersonId) })

/**
 * Creates a new card for a participant: a fresh secret, shown only once; earlier links stop working.
 * @throws DomainError `access.not-allowed`, `access.not-found`.
 */
export async function createPersonLink(
  actor: Actor,
  { personId }: z.infer<typeof createPersonLinkInput>,
): Promise<{ secret: string; displayName: string; language: UiLanguage }> {
  assertAllowed(actor, 'participant.print-card')
  return withActor(actor, async (tx) => {
    const person = await findPersonPlaces(tx, personId)
    if (!person?.municipalityIds.some((id) => isAllowed(actor, 'participant.print-card', id))) {
      throw new DomainError('access.not-found')
    }
    // A protected person does not exist for actors who may not change their data, here as in lists.
    if (person.isProtected && !isAllowed(actor, 'participant.change', person.homeMunicipalityId)) {
      throw new DomainError('access.not-found')
    }
    await revokeLinks(tx, personId, new Date())
    await raiseAccess(tx, { kind: 'person', id: personId })
    const secret = makeSecret()
    const createdBy = actor.kind === 'staff' ? actor.staffId : null
    await insertLink(tx, { personId, secretHash: hashSecret(secret), createdBy })
    await writeAudit(tx, actor, {
      action: 'person-link.created',
      municipalityId: person.homeMunicipalityId,
      subjectId: personId,
    })
    return { secret, displayName: person.displayName, language: person.language }
  })
}
