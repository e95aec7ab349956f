import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectInvitations } from '@/db/queries/invitations'
import { findLesson } from '@/db/queries/lessons'
import type { InvitationKind } from '@/domain/courses/invitations'
import { DomainError } from '@/domain/domain-error'
import type { InvitationId } from '@/domain/ids'
import type { SpokenLanguage } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { lessonId } from '@/services/ids'

import { assertMayInvite } from './assert-may-invite'

export const listInvitationsInput = z.strictObject({ lessonId })

export type ListedInvitation = {
  invitationId: InvitationId
  kind: InvitationKind
  /** Null for the kind `waiting-room`. */
  displayName: string | null
  /** '' when the guest comes from none. */
  organisation: string
  /** For an interpreter; null for everybody else. */
  language: SpokenLanguage | null
}

/**
 * The valid invitations of a lesson, oldest first, without their secrets.
 * @throws DomainError `access.not-allowed`, `courses.lesson-not-found`, `courses.not-your-lesson`.
 */
export async function listInvitations(
  actor: Actor,
  input: z.infer<typeof listInvitationsInput>,
): Promise<ListedInvitation[]> {
  assertAllowed(actor, 'lesson.invite')
  return withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    assertMayInvite(actor, lesson)
    const rows = await selectInvitations(tx, input.lessonId)
    return rows.map(({ invitationId, kind, displayName, organisation, language }) => ({
      invitationId,
      kind,
      displayName,
      organisation,
      language,
    }))
  })
}
