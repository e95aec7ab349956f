import { eq } from 'drizzle-orm'
import { z } from 'zod'

import { withActor } from '@/db/client'
import { personLinks, persons } from '@/db/schema/people'
import { DomainError } from '@/domain/domain-error'
import type { UiLanguage } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { writeAudit } from '@/services/audit/write-audit'

import { hashSecret } from './secret'
import { token } from '@/protocol/bounded'

export const openPersonLinkInput = z.strictObject({ secret: token(100).min(20) })

const SIGN_IN: Actor = { kind: 'system', name: 'sign-in' }

/**
 * Signs a participant in by her personal link; each opening is an audit row.
 * @throws DomainError `link.unknown`, or `link.revoked` when a new card has replaced it.
 */
export async function openPersonLink(input: z.infer<typeof openPersonLinkInput>): Promise<{ language: UiLanguage }> {
  return withActor(SIGN_IN, async (tx) => {
    const rows = await tx
      .select({
        linkId: personLinks.id,
        personId: personLinks.personId,
        revokedAt: personLinks.revokedAt,
        language: persons.uiLanguage,
        municipalityId: persons.homeMunicipalityId,
      })
      .from(personLinks)
      .innerJoin(persons, eq(persons.id, personLinks.personId))
      .where(eq(personLinks.secretHash, hashSecret(input.secret)))
    const link = rows[0]
    if (!link) throw new DomainError('link.unknown')
    if (link.revokedAt) throw new DomainError('link.revoked')
    const { municipalityId, personId, linkId } = link
    await writeAudit(tx, SIGN_IN, {
      action: 'person-link.opened',
      municipalityId,
      subjectId: personId,
      details: { linkId },
    })
    return { language: link.language }
  })
}
