import * as z from 'zod'

import { withActor } from '@/db/client'
import { findInvitation, markRevoked, selectVisitorIds } from '@/db/queries/invitations'
import { findLesson } from '@/db/queries/lessons'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { invitationId } from '@/services/ids'

import { assertMayInvite } from './assert-may-invite'
import { raiseAccess } from './raise-access'

export const revokeInvitationInput = z.strictObject({ invitationId })

/**
 * Invalidates a link immediately: its guests get no more tickets and leave the lesson; with kind `waiting-room`, all of its
 * visitors do. Revoking twice changes nothing.
 * @throws DomainError `access.not-allowed`, `access.not-found`, `courses.not-your-lesson`.
 */
export async function revokeInvitation(actor: Actor, input: z.infer<typeof revokeInvitationInput>): Promise<void> {
  assertAllowed(actor, 'lesson.invite')
  await withActor(actor, async (tx) => {
    const invitation = found(await findInvitation(tx, input.invitationId))
    assertMayInvite(actor, found(await findLesson(tx, invitation.lessonId)))
    if (invitation.revokedAt !== null) return
    await markRevoked(tx, input.invitationId, new Date())
    const visitors = await selectVisitorIds(tx, input.invitationId)
    for (const id of [input.invitationId, ...visitors]) await raiseAccess(tx, { kind: 'guest', id })
    await writeAudit(tx, actor, {
      action: 'invitation.revoked',
      municipalityId: invitation.hostingMunicipalityId,
      subjectId: input.invitationId,
      details: { lessonId: invitation.lessonId, kind: invitation.kind },
    })
  })
}
