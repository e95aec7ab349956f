import * as z from 'zod'

import { withActor } from '@/db/client'
import { lockVisitorOfMember, saveDecision } from '@/db/queries/invitations'
import { findLesson, type LessonOverview } from '@/db/queries/lessons'
import { DomainError } from '@/domain/domain-error'
import type { InvitationId, StaffId, VisitorId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { isAllowed, isSubstituteIn } from '@/domain/people/permissions'
import { memberId } from '@/protocol/live-view'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { lessonId } from '@/services/ids'

export const decideVisitorInput = z.strictObject({ lessonId, memberId, isAdmitted: z.boolean() })

/**
 * Admits a visitor, or turns them away permanently. A waiting visitor receives nothing that would have to be revoked:
 * the cockpit forwards the decision to the media server, and after a refusal the next ticket is refused. Repeating the
 * same decision changes nothing.
 * @throws DomainError `courses.lesson-not-found`, `courses.not-your-lesson`, `access.not-found`,
 * `waiting-room.already-decided` after the opposite decision.
 */
export async function decideVisitor(actor: Actor, input: z.infer<typeof decideVisitorInput>): Promise<void> {
  const { isAdmitted } = input
  await withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const decidedBy = assertLeads(actor, lesson)
    const visitor = found(await lockVisitorOfMember(tx, input.lessonId, input.memberId))
    if ((isAdmitted ? visitor.admittedAt : visitor.refusedAt) !== null) return
    if (visitor.admittedAt !== null || visitor.refusedAt !== null) throw new DomainError('waiting-room.already-decided')
    await saveDecision(tx, visitor.visitorId, { isAdmitted, at: new Date(), decidedBy })
    await writeAudit(tx, actor, {
      action: isAdmitted ? 'visitor.admitted' : 'visitor.refused',
      municipalityId: lesson.hostingMunicipalityId,
      subjectId: visitor.visitorId,
      details: { lessonId: input.lessonId },
    })
  })
}

function assertLeads(actor: Actor, lesson: LessonOverview): StaffId | InvitationId | VisitorId {
  if (isSubstituteIn(actor, lesson.lessonId)) return actor.guestId
  const isCommunicator =
    actor.kind === 'staff' && actor.staffId === lesson.communicatorId && isAllowed(actor, 'lesson.teach')
  if (isCommunicator) return actor.staffId
  throw new DomainError('courses.not-your-lesson')
}
