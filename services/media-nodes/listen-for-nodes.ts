import { listenToNodes } from '@/db/listen-to-nodes'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'

/**
 * Calls back whenever a media node appears, disappears or starts or stops taking lessons, in whichever process that was
 * noticed.
 * @throws DomainError `access.not-allowed` for anyone but the jobs.
 */
export async function listenForNodes(actor: Actor, onNews: () => void): Promise<{ stop: () => Promise<void> }> {
  if (actor.kind !== 'system' || actor.name !== 'jobs') throw new DomainError('access.not-allowed')
  return listenToNodes(onNews)
}
