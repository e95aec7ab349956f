import { and, asc, count, eq, isNull } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { invitations, visitors } from '@/db/schema/invitations'
import type { InvitationId, LessonId, StaffId, VisitorId } from '@/domain/ids'

const overview = {
  invitationId: invitations.id,
  lessonId: invitations.lessonId,
  hostingMunicipalityId: invitations.hostingMunicipalityId,
  kind: invitations.kind,
  displayName: invitations.displayName,
  organisation: invitations.organisation,
  language: invitations.language,
  createdAt: invitations.createdAt,
  revokedAt: invitations.revokedAt,
}

const visitor = {
  visitorId: visitors.id,
  invitationId: visitors.invitationId,
  lessonId: visitors.lessonId,
  displayName: visitors.displayName,
  admittedAt: visitors.admittedAt,
  refusedAt: visitors.refusedAt,
}

export async function insertInvitation(
  tx: Transaction,
  values: typeof invitations.$inferInsert,
): Promise<InvitationId> {
  const [row] = await tx.insert(invitations).values(values).returning({ id: invitations.id })
  if (!row) throw new Error('the invitation was not inserted')
  return row.id
}

/** The valid invitations of a lesson, oldest first. */
export async function selectInvitations(tx: Transaction, lessonId: LessonId) {
  return tx
    .select(overview)
    .from(invitations)
    .where(and(eq(invitations.lessonId, lessonId), isNull(invitations.revokedAt)))
    .orderBy(asc(invitations.createdAt), asc(invitations.id))
}

export async function findInvitation(tx: Transaction, invitationId: InvitationId) {
  const [row] = await tx.select(overview).from(invitations).where(eq(invitations.id, invitationId))
  return row ?? null
}

export async function findInvitationBySecret(tx: Transaction, secretHash: string) {
  const [row] = await tx.select(overview).from(invitations).where(eq(invitations.secretHash, secretHash))
  return row ?? null
}

/** Locks an invitation until the transaction ends, so that its visitors are counted one at a time. */
export async function lockInvitation(tx: Transaction, invitationId: InvitationId): Promise<void> {
  await tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.id, invitationId)).for('update')
}

export async function markRevoked(tx: Transaction, invitationId: InvitationId, revokedAt: Date): Promise<void> {
  await tx.update(invitations).set({ revokedAt }).where(eq(invitations.id, invitationId))
}

export async function insertVisitor(tx: Transaction, values: typeof visitors.$inferInsert): Promise<void> {
  await tx.insert(visitors).values(values)
}

export async function countVisitors(tx: Transaction, invitationId: InvitationId): Promise<number> {
  const [row] = await tx.select({ number: count() }).from(visitors).where(eq(visitors.invitationId, invitationId))
  return row?.number ?? 0
}

/** All visitors who have knocked with an invitation. */
export async function selectVisitorIds(tx: Transaction, invitationId: InvitationId): Promise<VisitorId[]> {
  const rows = await tx.select({ id: visitors.id }).from(visitors).where(eq(visitors.invitationId, invitationId))
  return rows.map((row) => row.id)
}

export async function findVisitorBySecret(tx: Transaction, secretHash: string) {
  const [row] = await tx.select(visitor).from(visitors).where(eq(visitors.secretHash, secretHash))
  return row ?? null
}

export async function findVisitor(tx: Transaction, visitorId: VisitorId) {
  const [row] = await tx.select(visitor).from(visitors).where(eq(visitors.id, visitorId))
  return row ?? null
}

/** The visitor with this member id in the lesson, locked until the transaction ends. */
export async function lockVisitorOfMember(tx: Transaction, lessonId: LessonId, memberId: string) {
  const [row] = await tx
    .select(visitor)
    .from(visitors)
    .where(and(eq(visitors.lessonId, lessonId), eq(visitors.memberId, memberId)))
    .for('update')
  return row ?? null
}

type Decision = { isAdmitted: boolean; at: Date; decidedBy: StaffId | InvitationId | VisitorId }

export async function saveDecision(tx: Transaction, visitorId: VisitorId, decision: Decision): Promise<void> {
  const { isAdmitted, at, decidedBy } = decision
  const answer = isAdmitted ? { admittedAt: at } : { refusedAt: at }
  await tx
    .update(visitors)
    .set({ ...answer, decidedBy })
    .where(eq(visitors.id, visitorId))
}
