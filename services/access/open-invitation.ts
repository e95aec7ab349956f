import * as z from 'zod'

import { withActor } from '@/db/client'
import { findInvitationBySecret, findVisitorBySecret } from '@/db/queries/invitations'
import { DomainError } from '@/domain/domain-error'
import { writeAudit } from '@/services/audit/write-audit'

import { hashSecret } from './secret'
import { token } from '@/protocol/bounded'
import { SIGN_IN } from '@/services/system-actors'

const secret = token(100).min(20)
export const openInvitationInput = z.strictObject({ secret })

/**
 * Opens a link into a lesson; each opening is audited. Returns the secret to store: the link's own, or the one that
 * this browser already has as a visitor with the same link, so that opening the link again does not create another
 * visitor.
 * @throws DomainError `invitation.unknown`, `invitation.revoked`.
 */
export async function openInvitation(
  input: z.infer<typeof openInvitationInput>,
  kept: string | undefined,
): Promise<{ secret: string }> {
  return withActor(SIGN_IN, async (tx) => {
    const invitation = await findInvitationBySecret(tx, hashSecret(input.secret))
    if (!invitation) throw new DomainError('invitation.unknown')
    if (invitation.revokedAt !== null) throw new DomainError('invitation.revoked')
    const { invitationId, hostingMunicipalityId, lessonId, kind } = invitation
    const visitor = kept === undefined ? null : await findVisitorBySecret(tx, hashSecret(kept))
    await writeAudit(tx, SIGN_IN, {
      action: 'invitation.opened',
      municipalityId: hostingMunicipalityId,
      subjectId: invitationId,
      details: { lessonId, kind },
    })
    return { secret: kept !== undefined && visitor?.invitationId === invitationId ? kept : input.secret }
  })
}
