import { z } from 'zod'

import { LESSON_PERMISSIONS, LESSON_ROLES } from '@/domain/live-lesson/roles'
import { address, INTEGER_MAX, lineOrNothing, whole } from './bounded'
import { languageTag, shownName } from './live-view'
import { accessGeneration, subject } from './subject'
import { PROTOCOL_VERSION } from './version'

/** How long a ticket may wait before it is used, in seconds. */
export const TICKET_LIFETIME_SECONDS = 60
export const TICKET_ALGORITHM = 'EdDSA'
export const TICKET_AUDIENCE = 'media-server'
export const TICKET_ISSUER = 'samsal'

/** What the app has decided about one subject in one lesson; the media server obeys it and asks nobody. */
export const ticketPayload = z.object({
  jti: z.uuid(),
  protocolVersion: z.literal(PROTOCOL_VERSION),
  lessonId: z.uuid(),
  subject,
  role: z.enum(LESSON_ROLES),
  /** As the person wants to be shown; never her name in the register. */
  displayName: shownName,
  language: languageTag,
  permissions: z.array(z.enum(LESSON_PERMISSIONS)).max(LESSON_PERMISSIONS.length),
  /** How many people on the roll sit at a classroom endpoint. */
  headcount: whole(0, 500).optional(),
  /** The classroom's municipality, for a classroom and its host; never said of a person. */
  town: lineOrNothing(80).optional(),
  /** The classroom, for a classroom and its host: what ties the two together. */
  siteId: z.uuid().optional(),
  /** The language that an interpreter speaks into her channel, or that picks the channel of whoever listens. */
  channelLanguage: languageTag.optional(),
  /** Nothing may be recorded while this subject could be in the lesson. */
  forbidsRecording: z.boolean().optional(),
  /** How long the communicator may be away before the lesson is suspended, in seconds. */
  suspendAfterSeconds: whole(1, 86_400).optional(),
  /** How often the lesson was placed on a media node: from the second time on, another had it before. */
  placementEpoch: whole(1, INTEGER_MAX).optional(),
  /** Which of the subject's accesses it stands for; a ticket of before there were several stands for the first. */
  accessGeneration: accessGeneration.optional(),
  /** Address of the media server, as the browser reaches it. */
  mediaUrl: address,
})
export type TicketPayload = z.infer<typeof ticketPayload>
