import * as z from 'zod'

import { CHANNEL_MODES, CHAT_MODES, MEDIA_SOURCES, REACTIONS, VIEW_MODES } from '@/domain/live-lesson/vocabulary'

import { epochMs, whole } from './bounded'
import {
  chatText,
  languageTag,
  memberId,
  pointer,
  questionAsked,
  shownName,
  slideDrawnOn,
  slideShown,
  stroke,
} from './live-view'
import { dtlsParameters, rtpParameters } from './rtp'

const source = z.enum(MEDIA_SOURCES)
const direction = z.enum(['send', 'receive'])
const nothing = z.strictObject({})
const consumerId = z.uuid()
const choices = z.array(whole(0, 7)).max(8)

const GROUPS_MAX = 60
const GROUP_SEATS_MAX = 500

/** Every message that a browser may send, with the shape of its payload. Each is answered by an acknowledgement. */
export const CLIENT_MESSAGES = {
  /** Enters the lesson: media flows and presence begins. */
  'lesson:enter': nothing,
  'transport:connect': z.strictObject({ direction, dtlsParameters }),
  'transport:restart-ice': z.strictObject({ direction }),
  'producer:create': z.strictObject({ source, rtpParameters }),
  'producer:pause': z.strictObject({ source, paused: z.boolean() }),
  'producer:close': z.strictObject({ source }),
  /** The browser is ready to receive this consumer's packets. */
  'consumer:resume': z.strictObject({ consumerId }),
  /** The displayed size: 0 thumbnail, 1 half, 2 full; null when the picture is off screen. */
  'consumer:prefer-layer': z.strictObject({ consumerId, spatialLayer: whole(0, 2).nullable() }),
  /** What this page wants to receive. Hidden: nobody is looking at it. */
  'view:set': z.strictObject({ mode: z.enum(VIEW_MODES), isHidden: z.boolean() }),

  'lesson:start': nothing,
  'lesson:end': nothing,
  /** Goes on with a lesson that was ended by mistake. */
  'lesson:continue': nothing,
  'break:start': z.strictObject({ minutes: whole(1, 120).nullable() }),
  /** `fromMs`: the planned end that the page shows. A break that has another by now has been prolonged already. */
  'break:prolong': z.strictObject({ minutes: whole(1, 120), fromMs: epochMs.nullable() }),
  'break:end': nothing,

  /** With `forName` a host raises it for a person in their classroom. */
  'hand:set': z.strictObject({ raised: z.boolean(), forName: shownName.optional() }),
  'floor:set': z.strictObject({ memberId, given: z.boolean() }),
  'reaction:send': z.strictObject({ reaction: z.enum(REACTIONS) }),

  'slide:show': z.strictObject({ slide: slideShown.nullable() }),
  'pointer:move': z.strictObject({ pointer: pointer.nullable() }),
  /** On the slide that it was drawn on, which may have been turned meanwhile. */
  'stroke:add': z.strictObject({ slide: slideDrawnOn, stroke }),
  'stroke:clear': z.strictObject({ slide: slideDrawnOn }),

  'question:open': z.strictObject({ question: questionAsked }),
  'question:answer': z.strictObject({ questionId: z.uuid(), choices }),
  /** A show of hands: how many people in the classroom chose each answer. */
  'question:count': z.strictObject({ questionId: z.uuid(), counts: z.array(whole(0, 500)).min(2).max(8) }),
  'question:close': nothing,
  'question:show': z.strictObject({ isShown: z.boolean() }),
  'question:dismiss': nothing,

  'chat:set-mode': z.strictObject({ mode: z.enum(CHAT_MODES) }),
  'chat:write': z.strictObject({ messageId: z.uuid(), text: chatText }),

  'groups:open': z.strictObject({
    groups: z.array(z.array(memberId).max(GROUP_SEATS_MAX)).min(1).max(GROUPS_MAX),
    minutes: whole(1, 180).nullable(),
  }),
  'groups:place': z.strictObject({ memberId, group: whole(0, GROUPS_MAX) }),
  'groups:visit': z.strictObject({ group: whole(0, GROUPS_MAX).nullable() }),
  'groups:call': nothing,
  'groups:close': nothing,

  /** The channel that the member, or the host's classroom, hears; null for the floor. */
  'channel:listen': z.strictObject({ language: languageTag.nullable() }),
  /** An interpreter takes over speaking in their channel. */
  'channel:take': nothing,
  /** An interpreter who speaks wants to be relieved, or no longer. */
  'channel:offer': z.strictObject({ isOffered: z.boolean() }),
  'channel:set-mode': z.strictObject({ mode: z.enum(CHANNEL_MODES) }),

  /** Needs the ticket's permission and a live lesson; everybody is notified. */
  'recording:start': nothing,
  'recording:stop': nothing,

  'member:mute': z.strictObject({ memberId, isMuted: z.boolean() }),
  'member:stop-camera': z.strictObject({ memberId, isStopped: z.boolean() }),
  'member:remove': z.strictObject({ memberId }),
  'member:mute-all': nothing,
  /** The host's own classroom: nobody else turns its microphone on again. */
  'classroom:mute': z.strictObject({ isMuted: z.boolean() }),
  'lesson:lock': z.strictObject({ isLocked: z.boolean() }),
  /** The app has admitted this visitor, who may now request a new ticket. */
  'visitor:admit': z.strictObject({ memberId, isAdmitted: z.boolean() }),
} as const

export type ClientMessageName = keyof typeof CLIENT_MESSAGES
export type ClientMessage<Name extends ClientMessageName> = z.infer<(typeof CLIENT_MESSAGES)[Name]>

/** Largest message that the media server reads, in bytes. */
export const MESSAGE_MAX_BYTES = 64 * 1024
