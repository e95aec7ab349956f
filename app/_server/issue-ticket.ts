import 'server-only'
import type * as z from 'zod'

import { readOwnToken } from '@/adapters/signed-token'
import { DomainError } from '@/domain/domain-error'
import { idOfActor, type Actor } from '@/domain/people/actor'
import { ticketPayload } from '@/protocol/ticket'
import { joinLesson, type IssuedTicket, type joinLessonInput, type TicketMaker } from '@/services/tickets/join-lesson'

import { webLogger } from './logger'
import { webMetrics } from './metrics/web-metrics'
import { takeAttempt } from './rate-limit'
import { getTicketMaker } from './ticket-maker'

const told = ticketPayload.pick({ jti: true, lessonId: true, role: true })

/**
 * Issues a ticket for a lesson, with addresses for this browser.
 * @throws as `joinLesson`, and DomainError `access.too-many-attempts`.
 */
export function issueTicket(actor: Actor, input: z.infer<typeof joinLessonInput>): Promise<IssuedTicket> {
  return countTicket(actor, (maker) => joinLesson(actor, input, maker))
}

/**
 * Signs and counts a ticket, and logs its id, by which later log lines are found: with lesson and role, and without the
 * person.
 */
export async function countTicket(
  actor: Actor,
  make: (maker: TicketMaker) => Promise<IssuedTicket>,
): Promise<IssuedTicket> {
  const { tickets } = webMetrics()
  const subject = `${actor.kind}:${idOfActor(actor)}`
  const maker = await getTicketMaker(subject)
  try {
    await takeAttempt('ticket', subject)
    const issued = await make(maker)
    const { jti, lessonId, role } = told.parse(readOwnToken(issued.ticket))
    tickets.inc({ outcome: 'ok' })
    webLogger().info({ event: 'ticket-issued', ticketId: jti, lessonId, role })
    return issued
  } catch (error) {
    tickets.inc({ outcome: error instanceof DomainError ? error.code : 'internal' })
    throw error
  }
}
