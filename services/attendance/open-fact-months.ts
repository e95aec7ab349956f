import { withActor } from '@/db/client'
import { openFactMonths as open } from '@/db/queries/attendance'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'

/**
 * Makes the partitions of presence facts for this month and the next two, and for months whose facts are waiting in the
 * default partition, where they are read and counted like all others. @returns how many are new.
 * @throws DomainError `access.not-allowed` for anyone but the jobs.
 */
export async function openFactMonths(actor: Actor): Promise<{ opened: number }> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  return { opened: await withActor(actor, open) }
}
