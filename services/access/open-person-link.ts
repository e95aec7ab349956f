import * as z from 'zod'

import { withActor } from '@/db/client'
import { findLinkBySecret } from '@/db/queries/person-links'
import { DomainError } from '@/domain/domain-error'
import type { UiLanguage } from '@/domain/languages'
import { writeAudit } from '@/services/audit/write-audit'

import { hashSecret } from './secret'
import { token } from '@/protocol/bounded'
import { SIGN_IN } from '@/services/system-actors'

export const openPersonLinkInput = z.strictObject({ secret: token(100).min(20) })

/**
 * Signs a participant in with their personal link; each opening is audited.
 * @throws DomainError `link.unknown`, or `link.revoked` when a new card has replaced it.
 */
export async function openPersonLink(input: z.infer<typeof openPersonLinkInput>): Promise<{ language: UiLanguage }> {
  return withActor(SIGN_IN, async (tx) => {
    const link = await findLinkBySecret(tx, hashSecret(input.secret))
    if (!link) throw new DomainError('link.unknown')
    if (link.revokedAt) throw new DomainError('link.revoked')
    const { homeMunicipalityId, personId, linkId } = link
    await writeAudit(tx, SIGN_IN, {
      action: 'person-link.opened',
      municipalityId: homeMunicipalityId,
      subjectId: personId,
      details: { linkId },
    })
    return { language: link.language }
  })
}
