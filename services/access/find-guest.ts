import { withActor, type Transaction } from '@/db/client'
import { findInvitation, findInvitationBySecret, findVisitorBySecret } from '@/db/queries/invitations'
import type { LessonId } from '@/domain/ids'
import type { SpokenLanguage } from '@/domain/languages'
import type { GuestActor } from '@/domain/people/actor'
import { SIGN_IN } from '@/services/system-actors'

import { hashSecret } from './secret'

export type KnownGuest =
  /** Has opened a link of kind `waiting-room`, and has not given a name yet. */
  | { state: 'nameless'; lessonId: LessonId }
  | {
      state: 'named'
      actor: GuestActor
      displayName: string
      /** The language of an interpreter's channel; null for everybody else. */
      language: SpokenLanguage | null
    }
  | { state: 'unknown' }

/** The holder of this secret: an invited guest or a visitor; null once the invitation is revoked. */
export async function findGuest(secret: string): Promise<KnownGuest> {
  const secretHash = hashSecret(secret)
  return withActor(
    SIGN_IN,
    async (tx) =>
      (await findInvited(tx, secretHash)) ?? (await findInWaitingRoom(tx, secretHash)) ?? { state: 'unknown' },
  )
}

async function findInvited(tx: Transaction, secretHash: string): Promise<KnownGuest | null> {
  const invitation = await findInvitationBySecret(tx, secretHash)
  if (!invitation || invitation.revokedAt !== null) return null
  const { invitationId, lessonId, kind, displayName, language } = invitation
  if (displayName === null) return { state: 'nameless', lessonId }
  return {
    state: 'named',
    actor: { kind: 'guest', guestId: invitationId, lessonId, invitedAs: kind, admission: 'passed' },
    displayName,
    language,
  }
}

async function findInWaitingRoom(tx: Transaction, secretHash: string): Promise<KnownGuest | null> {
  const visitor = await findVisitorBySecret(tx, secretHash)
  const invitation = visitor && (await findInvitation(tx, visitor.invitationId))
  if (!visitor || !invitation || invitation.revokedAt !== null) return null
  const { visitorId, lessonId, displayName, admittedAt, refusedAt } = visitor
  const admission = refusedAt !== null ? 'refused' : admittedAt === null ? 'waiting' : 'passed'
  return {
    state: 'named',
    actor: { kind: 'guest', guestId: visitorId, lessonId, invitedAs: invitation.kind, admission },
    displayName,
    language: null,
  }
}
