import { withActor } from '@/db/client'
import { upsertHeartbeat } from '@/db/queries/jobs'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'

/** Records that one of our processes is alive. @throws DomainError `access.not-allowed` for anyone else. */
export async function recordHeartbeat(actor: Actor): Promise<void> {
  if (actor.kind !== 'system') throw new DomainError('access.not-allowed')
  const { name } = actor
  await withActor(actor, (tx) => upsertHeartbeat(tx, name))
}
