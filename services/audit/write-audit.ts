import type { Transaction } from '@/db/client'
import { insertAudit } from '@/db/queries/audit'
import type { AuditEntry } from '@/domain/audit/events'
import { idOfActor, type Actor } from '@/domain/people/actor'

/** Writes who did what, in the same transaction as the action. */
export async function writeAudit(tx: Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  await insertAudit(tx, {
    actorKind: actor.kind,
    actorId: idOfActor(actor),
    municipalityId: entry.municipalityId,
    action: entry.action,
    subjectId: entry.subjectId,
    details: entry.details ?? {},
  })
}
