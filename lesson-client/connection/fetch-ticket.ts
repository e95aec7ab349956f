import * as z from 'zod'

import { ERROR_CODES } from '@/domain/error-codes'
import { ticketAnswer } from '@/protocol/http-answers'

import type { Ticket } from '../lesson-client'
import { LessonError } from './signaling-connection'

export type TicketHolder = 'person' | 'endpoint' | 'staff' | 'guest'

const answer = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    data: ticketAnswer,
  }),
  z.strictObject({ ok: z.literal(false), error: z.strictObject({ code: z.enum(ERROR_CODES) }) }),
])

/** `siteId` for a host; `personId` for a participant: another link may have been opened on the device since. */
type TicketFor = { siteId?: string; personId?: string | undefined }

/**
 * Requests a fresh ticket for a lesson, as the page's actor. @throws LessonError when it is refused; anything else when
 * the app is unreachable.
 */
export function fetchTicket(as: TicketHolder, lessonId: string, { siteId, personId }: TicketFor = {}): Promise<Ticket> {
  return askForTicket('/api/ticket', { as, lessonId, siteId, personId })
}

/** Requests a ticket for a check, in which this device tests itself. @throws as `fetchTicket`. */
export function fetchCheckTicket(as: Exclude<TicketHolder, 'staff' | 'guest'>): Promise<Ticket> {
  return askForTicket('/api/check', { as })
}

async function askForTicket(path: string, request: Record<string, string | undefined>): Promise<Ticket> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  const parsed = answer.parse(await response.json())
  if (parsed.ok) return parsed.data
  throw new LessonError(parsed.error.code)
}
