import { randomUUID } from 'node:crypto'

import { PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import type { IssuedTicket, TicketMaker } from '@/services/tickets/join-lesson'
import { signTicket } from '@/services/tickets/sign-ticket'

/**
 * Issues a ticket for a check: a lesson session that contains only this device, where it receives its own media. The
 * media server does not learn whose device it is, and no presence is recorded.
 * @throws DomainError `access.not-allowed` for processes.
 */
export async function startCheck(actor: Actor, maker: TicketMaker): Promise<IssuedTicket> {
  if (actor.kind === 'system') throw new DomainError('access.not-allowed')
  const { mediaUrl, iceServers } = maker
  const payload = {
    lessonId: randomUUID(),
    subject: { kind: 'device' as const, id: randomUUID() },
    role: 'check' as const,
    displayName: 'check',
    language: 'sv',
    permissions: [...PERMISSIONS_BY_ROLE.check],
    mediaUrl,
  }
  return { ticket: await signTicket(payload, maker.key), mediaUrl, iceServers }
}
