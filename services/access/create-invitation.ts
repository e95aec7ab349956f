import * as z from 'zod'

import { withActor } from '@/db/client'
import { insertInvitation } from '@/db/queries/invitations'
import { findLesson } from '@/db/queries/lessons'
import { DomainError } from '@/domain/domain-error'
import type { InvitationId } from '@/domain/ids'
import { SPOKEN_LANGUAGES } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { lessonId } from '@/services/ids'

import { assertMayInvite } from './assert-may-invite'
import { hashSecret, makeSecret } from './secret'
import { line, lineOrNothing } from '@/protocol/bounded'

const NAME_MAX = 60
const shownName = line(NAME_MAX)
const organisation = lineOrNothing(NAME_MAX).default('')

export const createInvitationInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('guest'), lessonId, displayName: shownName, organisation }),
  z.strictObject({ kind: z.literal('substitute'), lessonId, displayName: shownName, organisation }),
  z.strictObject({
    kind: z.literal('interpreter'),
    lessonId,
    displayName: shownName,
    language: z.enum(SPOKEN_LANGUAGES),
  }),
  z.strictObject({ kind: z.literal('waiting-room'), lessonId }),
])

/**
 * Creates a link into one lesson. Its secret is returned here and never again; only its hash is stored.
 * @throws DomainError `access.not-allowed`, `courses.lesson-not-found`, `courses.not-your-lesson`,
 * `courses.lesson-cancelled`, `courses.lesson-ended`.
 */
export async function createInvitation(
  actor: Actor,
  input: z.infer<typeof createInvitationInput>,
): Promise<{ invitationId: InvitationId; secret: string }> {
  assertAllowed(actor, 'lesson.invite')
  const secret = makeSecret()
  return withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const createdBy = assertMayInvite(actor, lesson)
    if (lesson.cancelledAt !== null) throw new DomainError('courses.lesson-cancelled')
    if (lesson.endedAt !== null) throw new DomainError('courses.lesson-ended')
    const { hostingMunicipalityId } = lesson
    const values = { ...input, hostingMunicipalityId, secretHash: hashSecret(secret), createdBy }
    const invitationId = await insertInvitation(tx, values)
    const details = { lessonId: input.lessonId, kind: input.kind }
    const entry = { municipalityId: hostingMunicipalityId, subjectId: invitationId, details }
    await writeAudit(tx, actor, { action: 'invitation.created', ...entry })
    return { invitationId, secret }
  })
}
