import type { Transaction } from '@/db/client'
import { auditEntries } from '@/db/schema/audit'
import type { MunicipalityId } from '@/domain/ids'
import { idOfActor, type Actor } from '@/domain/people/actor'

export const AUDIT_ACTIONS = [
  'sign-in.accepted',
  'sign-in.refused',
  'person-link.created',
  'person-link.opened',
  'person-link.revoked',
  'invitation.created',
  'invitation.opened',
  'invitation.revoked',
  'visitor.asked',
  'visitor.admitted',
  'visitor.refused',
  'endpoint.paired',
  'endpoint.unpaired',
  'identity-number.opened',
  'participant.saved',
  'participant.moved',
  'staff.saved',
  'staff.made-administrator',
  'staff.sessions-ended',
  'municipality.saved',
  'site.saved',
  'group.saved',
  'enrolment.started',
  'enrolment.ended',
  'lesson.saved',
  'lesson.cancelled',
  'lesson.treated-as-ended',
  'lessons.planned',
  'material.uploaded',
  'material.removed',
  'recording.made',
  'recording.deleted',
  'recording.erased',
  'roll.taken',
  'attendance.settled',
  'attendance.corrected',
  'claim.exported',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

type AuditEntry = {
  action: AuditAction
  municipalityId: MunicipalityId | null
  subjectId?: string
  /** Ids, counts and codes; never a name or a number of a person. */
  details?: Record<string, string | number | boolean | null>
}

/** Writes who did what, in the same transaction as the deed. */
export async function writeAudit(tx: Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.insert(auditEntries).values({
    actorKind: actor.kind,
    actorId: idOfActor(actor),
    municipalityId: entry.municipalityId,
    action: entry.action,
    subjectId: entry.subjectId ?? null,
    details: entry.details ?? {},
  })
}
