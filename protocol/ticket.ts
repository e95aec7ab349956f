import { z } from 'zod'

import { LESSON_PERMISSIONS, LESSON_ROLES } from '@/domain/courses/lesson-permissions'

import { PROTOCOL_VERSION } from './version'

/** How long a ticket may wait before it is used, in seconds. */
export const TICKET_LIFETIME_SECONDS = 60
export const TICKET_ALGORITHM = 'EdDSA'
export const TICKET_AUDIENCE = 'media-server'
export const TICKET_ISSUER = 'samsal'

export const subject = z.strictObject({ kind: z.enum(['person', 'endpoint', 'staff']), id: z.uuid() })
export type Subject = z.infer<typeof subject>

/** What the app has decided about one subject in one lesson; the media server obeys it and asks nobody. */
export const ticketClaims = z.object({
  jti: z.uuid(),
  protocolVersion: z.literal(PROTOCOL_VERSION),
  lessonId: z.uuid(),
  subject,
  role: z.enum(LESSON_ROLES),
  /** As the person wants to be shown; never her name in the register. */
  displayName: z.string().min(1).max(80),
  language: z.string().min(2).max(16),
  permissions: z.array(z.enum(LESSON_PERMISSIONS)),
  /** How many people on the roll sit at a room endpoint. */
  headcount: z.int().min(0).max(500).optional(),
  /** Address of the media server, as the browser reaches it. */
  mediaUrl: z.url(),
})
export type TicketClaims = z.infer<typeof ticketClaims>
