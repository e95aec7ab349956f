import { randomUUID } from 'node:crypto'

import * as z from 'zod'

import { withActor } from '@/db/client'
import { countVisitors, findInvitationBySecret, insertVisitor, lockInvitation } from '@/db/queries/invitations'
import { findLesson } from '@/db/queries/lessons'
import { MAX_VISITORS } from '@/domain/courses/invitations'
import { DomainError } from '@/domain/domain-error'
import type { VisitorId } from '@/domain/ids'
import { writeAudit } from '@/services/audit/write-audit'
import { memberOfGuest } from '@/services/tickets/member-of-guest'

import { hashSecret, makeSecret } from './secret'
import { line } from '@/protocol/bounded'
import { SIGN_IN } from '@/services/system-actors'

const NAME_MAX = 60
export const knockInput = z.strictObject({ displayName: line(NAME_MAX) })

/**
 * The holder of a link of kind `waiting-room` gives a display name, and gets their own secret in place of the link's.
 * @throws DomainError `invitation.unknown`, `invitation.revoked`, `invitation.too-many-visitors`,
 * `courses.lesson-ended`.
 */
export async function knock(
  linkSecret: string,
  { displayName }: z.infer<typeof knockInput>,
): Promise<{ secret: string }> {
  return withActor(SIGN_IN, async (tx) => {
    const invitation = await findInvitationBySecret(tx, hashSecret(linkSecret))
    if (!invitation || invitation.kind !== 'waiting-room') throw new DomainError('invitation.unknown')
    const { invitationId, lessonId, hostingMunicipalityId } = invitation
    await lockInvitation(tx, invitationId)
    if (invitation.revokedAt !== null) throw new DomainError('invitation.revoked')
    const lesson = await findLesson(tx, lessonId)
    if (!lesson || lesson.endedAt !== null) throw new DomainError('courses.lesson-ended')
    if ((await countVisitors(tx, invitationId)) >= MAX_VISITORS) {
      throw new DomainError('invitation.too-many-visitors')
    }
    const secret = makeSecret()
    const id = randomUUID() as VisitorId
    const memberId = memberOfGuest(lessonId, id)
    await insertVisitor(tx, { id, invitationId, lessonId, displayName, memberId, secretHash: hashSecret(secret) })
    const entry = { municipalityId: hostingMunicipalityId, subjectId: id, details: { lessonId } }
    await writeAudit(tx, SIGN_IN, { action: 'visitor.asked', ...entry })
    return { secret }
  })
}
