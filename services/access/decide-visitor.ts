import { z } from 'zod'

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
 * Lets one visitor in, or turns them away for good. Whoever waits receives nothing that could be ended: the media server
 * hears the answer from the cockpit, and the next ticket is refused. The same answer twice stays as it is.
 * @throws DomainError `courses.lesson-not-found`, `courses.not-your-lesson`, `access.not-found`,
 * `waiting-room.already-decided` when the other answer was given before.
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
