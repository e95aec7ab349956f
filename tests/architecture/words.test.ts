import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

/** Words that were given up for the one beside them, as identifiers or parts of a path. */
const RETIRED: Readonly<Record<string, string>> = {
  _room: 'lesson-client, app/_lesson',
  appendUntilTold: 'EventSink',
  'ask-at-door': 'knock',
  askAtDoor: 'knock',
  'attendance/words': 'attendance/vocabulary',
  carriedLesson: 'replicatedLesson',
  CarriedLesson: 'ReplicatedLesson',
  CHANGES_WHO_HEARS: 'AFFECTS_SUBSCRIPTIONS',
  CHECK_WAYS: 'TRANSPORT_PATHS',
  CheckWay: 'TransportPath',
  'come-back': 'reconnect-delay',
  comeBackWaitMs: 'reconnectDelayMs',
  'courses/words': 'courses/vocabulary',
  coversDate: 'inForceOn',
  'db/seed': 'demo',
  '`door`': 'waiting-room',
  'door:admit': 'visitor:admit',
  'door:answered': 'visitor:answered',
  'door:lock': 'lesson:lock',
  DoorQueue: 'WaitingRoomQueue',
  DoorState: 'AdmissionState',
  encodePage: 'encodeSlide',
  enqueueSettlement: 'enqueueAssessment',
  'event-effects': 'domain/live-lesson/effects',
  findRoomOf: 'findClassroomOf',
  forgetLines: 'resetConnections',
  getRoomOf: 'getClassroomOf',
  hindrances: 'device-errors',
  isActiveOn: 'inForceFrom',
  joinFromLobby: 'joinFromPreJoin',
  'lane-joined': 'channel-joined',
  'lane.speak': 'channel.speak',
  'lane:listen': 'channel:listen',
  laneLanguage: 'channelLanguage',
  LaneMode: 'ChannelMode',
  'lesson-abroad': 'lesson-cascade',
  LessonAbroad: 'LessonCascade',
  'line-level': 'network-level',
  'line-lost': 'connection-lost',
  'line-watch': 'network-watch',
  'line:check': 'connection:check',
  lineLost: 'connectionLost',
  linesLost: 'connectionsLost',
  LineWatch: 'NetworkWatch',
  loadOrLeave: 'loadOrNotFound',
  madeUpSamples: 'concealedSamples',
  'mark:add': 'stroke:add',
  'mark:clear': 'stroke:clear',
  MARK_COLOURS: 'STROKE_COLOURS',
  material_pages: 'material_slides',
  materialPages: 'materialSlides',
  'media-link': 'media-connection',
  MediaLink: 'MediaConnection',
  nodeOrders: 'nodeAssignments',
  NodeOrders: 'NodeAssignments',
  NOWHERE: 'NO_CASCADE',
  'open-office': 'office-access',
  openAbroad: 'openCascade',
  OpeningTurns: 'AdmissionQueue',
  openOffice: 'requireOfficeAccess',
  'own-media': 'local-producers',
  OwnMedia: 'LocalProducers',
  pageKey: 'strokesKey',
  patienceMs: 'backoffMs',
  PeerLine: 'ClientConnection',
  'people/words': 'people/vocabulary',
  'phone-lobby': 'phone-pre-join',
  PhoneLobby: 'PhonePreJoin',
  placesWhere: 'sitesWithPermission',
  'presence-not-written': 'media-events-not-written',
  PRESENCE_PATH: 'MEDIA_EVENTS_PATH',
  PRESENCE_SECRET: 'MEDIA_SHARED_SECRET',
  presenceBatch: 'mediaEventsBatch',
  'qr-path': 'adapters/qr-code',
  raise_walls: 'raise_screens',
  readKept: 'readPreference',
  readTicketKey: 'readVerifyingKey',
  ReceivingPlace: 'RouterSlot',
  'record-presence': 'receive-media-events',
  recordPresence: 'receiveMediaEvents',
  refuseTaken: 'mapUniqueViolation',
  'room-check': 'classroom-check',
  'room-client': 'lesson-client',
  'room-heard': 'classroom-heard',
  'room-left': 'classroom-left',
  'room-registry': 'lesson-registry',
  'room-snapshot': 'lesson-snapshot',
  'room:closed': 'lesson:closed',
  'room:enter': 'lesson:enter',
  'room:welcome': 'lesson:welcome',
  room_checks: 'classroom_checks',
  roomChecks: 'classroomChecks',
  RoomClient: 'LessonClient',
  RoomMedia: 'LessonMedia',
  RoomRegistry: 'LessonRegistry',
  RoomSnapshot: 'LessonSnapshot',
  'said-again': 'retryable-messages',
  SAID_AGAIN: 'RETRYABLE',
  SAME_HEARERS: 'affectsSubscriptions',
  'seat-entered': 'member-entered',
  'seat-named': 'member-named',
  'seat:mute': 'member:mute',
  'seat:remove': 'member:remove',
  seatId: 'memberId',
  SeatId: 'MemberId',
  seatIdOf: 'memberIdOf',
  seatText: 'memberText',
  selectUnsettled: 'selectUnassessed',
  'settle-due-lessons': 'assess-due-lessons',
  'settle-lesson': 'assess-lesson',
  settleDueLessons: 'assessDueLessons',
  settleLesson: 'assessLesson',
  'sign-sent': 'reaction-sent',
  'sign:send': 'reaction:send',
  SIGN_PICTURES: 'REACTION_PICTURES',
  'signal-link': 'signaling-connection',
  SignalLink: 'SignalingConnection',
  SPOKEN_OWN_NAMES: 'OWN_NAMES',
  'system-actor': 'system-actors',
  tellFacts: 'effectsOf',
  tellLater: 'EventSink',
  ticketClaims: 'ticketPayload',
  TicketClaims: 'TicketPayload',
  toldFact: 'mediaEvent',
  ToldFact: 'MediaEvent',
  'use-room': 'use-lesson',
  useRoom: 'useLesson',
  'voice-buffer': 'jitter-buffer',
  voiceMadeUp: 'voiceConcealed',
  waitAtDoor: 'WaitingRoom',
  WallNotice: 'ScreenNotice',
}

/** What was decided and what has changed may name what was. */
const HISTORY =
  /^(CHANGELOG\.md|docs\/decisions\/0048-|db\/migrations\/|tests\/architecture\/words\.test\.ts$|package-lock\.json$|tsconfig\.tsbuildinfo$)/
/** What reads data of earlier releases knows their words. */
const READS_EARLIER_DATA =
  /^(protocol\/earlier-names\.ts|protocol\/live-state\.test\.ts|scripts\/supervisor\/secrets(\.test)?\.ts|tests\/(db|drills)\/upgrade\.test\.ts)$/
const TEXT = /\.(tsx?|mjs|json|md|css|sql|yml)$/

const under = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
const files = [
  ...readdirSync(ROOT),
  ...listSources(),
  ...['app', 'docs', 'locales', 'operations', 'public', 'db'].flatMap(under),
].filter((file) => TEXT.test(file) && !HISTORY.test(file) && !READS_EARLIER_DATA.test(file))

test('no retired word comes back into source, documents, messages or locale keys', () => {
  const escaped = Object.keys(RETIRED).map((word) => word.replaceAll(/[/-]/g, '\\$&'))
  // A word within a longer one is another word.
  const retired = new RegExp(`(?<![\\w-])(?:${escaped.join('|')})(?![\\w-])`, 'g')
  const found = [...new Set(files)].flatMap((file) => {
    const text = `${file}\n${readFileSync(path.join(ROOT, file), 'utf8')}`
    return [...new Set(text.match(retired) ?? [])].map((word) => `${file}: ${word}; say ${RETIRED[word]}`)
  })
  expect(found).toEqual([])
})
