import { z } from 'zod'

import type { Ticket } from './room-client'

export type TicketHolder = 'person' | 'endpoint' | 'staff'

const answer = z.strictObject({ ok: z.literal(true), data: z.strictObject({ ticket: z.string(), mediaUrl: z.url() }) })

/** Asks the app for a fresh ticket for a lesson, as whoever this page belongs to. @throws when it is refused or away. */
export async function fetchTicket(as: TicketHolder, lessonId: string): Promise<Ticket> {
  const response = await fetch('/api/ticket', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, lessonId }),
  })
  return answer.parse(await response.json()).data
}
