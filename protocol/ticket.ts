import * as z from 'zod'

import { LESSON_PERMISSIONS, LESSON_ROLES } from '@/domain/live-lesson/roles'
import { address, INTEGER_MAX, lineOrNothing, whole } from './bounded'
import { languageTag, shownName } from './live-view'
import { accessGeneration, subject } from './subject'
import { PROTOCOL_VERSION } from './version'

/** How long a ticket is valid before it is used, in seconds. */
export const TICKET_LIFETIME_SECONDS = 60
export const TICKET_ALGORITHM = 'EdDSA'
export const TICKET_AUDIENCE = 'media-server'
export const TICKET_ISSUER = 'samsal'

/** The app's decision about one subject in one lesson; the media server enforces it without further queries. */
export const ticketPayload = z.object({
  jti: z.uuid(),
  protocolVersion: z.literal(PROTOCOL_VERSION),
  lessonId: z.uuid(),
  subject,
  role: z.enum(LESSON_ROLES),
  /** The name to show; never the legal name. */
  displayName: shownName,
  language: languageTag,
  permissions: z.array(z.enum(LESSON_PERMISSIONS)).max(LESSON_PERMISSIONS.length),
  /** How many people on the roll sit at a classroom endpoint. */
  headcount: whole(0, 500).optional(),
  /** The classroom's municipality, for a classroom and its host; never set for a person. */
  town: lineOrNothing(80).optional(),
  /** The site, for a classroom and its host, which connects the two. */
  siteId: z.uuid().optional(),
  /** The language of an interpreter's channel; for others, the language that selects a channel. */
  channelLanguage: languageTag.optional(),
  /** Nothing may be recorded while this subject could be in the lesson. */
  forbidsRecording: z.boolean().optional(),
  /** How long the communicator may be disconnected before the lesson is suspended, in seconds. */
  suspendAfterSeconds: whole(1, 86_400).optional(),
  /**
   * When the lesson ends by the plan, and when it is treated as ended if nobody ended it; epoch ms. For how long one that
   * was ended before its planned end can go on.
   */
  plan: z
    .object({
      endsAtMs: whole(0, Number.MAX_SAFE_INTEGER),
      forcedEndAtMs: whole(0, Number.MAX_SAFE_INTEGER),
      goOnWithinMs: whole(0, Number.MAX_SAFE_INTEGER).default(0),
    })
    .optional(),
  /** How often the lesson was placed on a media node: from 2 on another node had it before. */
  placementEpoch: whole(1, INTEGER_MAX).optional(),
  /** The subject's access generation; a ticket without one belongs to the first. */
  accessGeneration: accessGeneration.optional(),
  /** The media server's address for this browser. */
  mediaUrl: address,
})
export type TicketPayload = z.infer<typeof ticketPayload>
