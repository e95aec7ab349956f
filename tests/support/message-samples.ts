import { randomUUID } from 'node:crypto'

import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'
import type { RtpParameters } from '@/protocol/rtp'

import { anyFingerprint } from './media-server'

const MEMBER = 'a'.repeat(16)
const ID = randomUUID()
const SLIDE = { materialId: ID, slideCount: 3, slideNumber: 1, isBlack: false }
const QUESTION: ClientMessage<'question:open'>['question'] = {
  questionId: ID,
  text: 'Har du frågor?',
  kind: 'single',
  isAnonymous: false,
  choices: [
    { text: 'Ja', picture: 'yes' },
    { text: 'Nej', picture: 'no' },
  ],
  correct: [0],
}

/** RTP parameters with every field that a browser may send. */
export const EVERYTHING_OF_A_PICTURE: RtpParameters = {
  mid: '0',
  codecs: [
    {
      mimeType: 'video/VP8',
      payloadType: 96,
      clockRate: 90_000,
      parameters: { 'x-google-start-bitrate': 1_000, 'profile-id': '0', 'cell-mode': true },
      rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
    },
    { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } },
  ],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1, encrypt: false, parameters: { a: 1 } }],
  encodings: [
    {
      ssrc: 11,
      rid: 'r0',
      rtx: { ssrc: 12 },
      dtx: false,
      active: true,
      maxBitrate: 100_000,
      maxFramerate: 15,
      scaleResolutionDownBy: 2,
      scalabilityMode: 'L1T2',
    },
  ],
  rtcp: { cname: 'browser', reducedSize: true, mux: true },
}

/** A well-formed payload of each message, with all its fields; one without fields is used as it is. */
export const MESSAGE_SAMPLES: { [Name in ClientMessageName]: ClientMessage<Name> } = {
  'lesson:enter': {},
  'transport:connect': { direction: 'send', dtlsParameters: { ...anyFingerprint(), role: 'client' } },
  'transport:restart-ice': { direction: 'receive' },
  'producer:create': { source: 'camera', rtpParameters: EVERYTHING_OF_A_PICTURE },
  'producer:pause': { source: 'camera', paused: true },
  'producer:close': { source: 'camera' },
  'consumer:resume': { consumerId: ID },
  'consumer:prefer-layer': { consumerId: ID, spatialLayer: 1 },
  'view:set': { mode: 'small', isHidden: false },
  'lesson:start': {},
  'lesson:end': {},
  'lesson:continue': {},
  'break:start': { minutes: 5 },
  'break:prolong': { minutes: 5, fromMs: 1_000 },
  'break:end': {},
  'hand:set': { raised: true, forName: 'Anna Exempel' },
  'floor:set': { memberId: MEMBER, given: true },
  'reaction:send': { reaction: 'slower' },
  'slide:show': { slide: SLIDE },
  'pointer:move': { pointer: { x: 5, y: 5 } },
  'stroke:add': {
    slide: { materialId: ID, slideNumber: 1 },
    stroke: { strokeId: ID, colour: 'ink', points: [1, 2, 3, 4] },
  },
  'stroke:clear': { slide: { materialId: ID, slideNumber: 1 } },
  'question:open': { question: QUESTION },
  'question:answer': { questionId: ID, choices: [0] },
  'question:count': { questionId: ID, counts: [3, 4] },
  'question:close': {},
  'question:show': { isShown: true },
  'question:dismiss': {},
  'chat:set-mode': { mode: 'open' },
  'chat:write': { messageId: ID, text: 'Hej' },
  'groups:open': { groups: [[MEMBER]], minutes: 5 },
  'groups:place': { memberId: MEMBER, group: 0 },
  'groups:visit': { group: 0 },
  'groups:call': {},
  'groups:close': {},
  'channel:listen': { language: 'so' },
  'channel:take': {},
  'channel:offer': { isOffered: true },
  'channel:set-mode': { mode: 'consecutive' },
  'recording:start': {},
  'recording:stop': {},
  'member:mute': { memberId: MEMBER, isMuted: true },
  'member:stop-camera': { memberId: MEMBER, isStopped: true },
  'member:remove': { memberId: MEMBER },
  'member:mute-all': {},
  'classroom:mute': { isMuted: true },
  'lesson:lock': { isLocked: false },
  'visitor:admit': { memberId: MEMBER, isAdmitted: true },
}
