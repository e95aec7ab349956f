import { MINUTE_MS } from '@/domain/durations'

import {
  asked,
  askedFive,
  answeredBy,
  channelOpened,
  chatWritten,
  floorGiven,
  floorPassedOn,
  groupsOpened,
  handsOfEight,
  handsRaised,
  partnerJoined,
  partnerOffers,
  selfOffers,
  sleptPhone,
  slideShown,
  strokesDrawn,
} from './example-events'
import { MEMBERS } from './example-lesson'
import {
  always,
  bytes,
  closed,
  ended,
  live,
  lost,
  withPartner,
  recording,
  speakingWith,
  unheard,
  withCamera,
  withMore,
  withoutMedia,
} from './moments'
import type { StateExample, StateName } from './state-example'
import { SURFACES, type Surface } from './surfaces'

const IN_LESSON = SURFACES.filter((surface) => !['visitor', 'admitted', 'substitute'].includes(surface))
/** An admitted visitor has the phone of a participant, and a substitute the cockpit, except for what is not theirs. */
const WITH_INVITED: readonly Surface[] = [...IN_LESSON, 'admitted', 'substitute']
const PHONES: readonly Surface[] = ['phone']
const COCKPITS: readonly Surface[] = ['cockpit', 'substitute']
/** On the host's phone the hands, the question and the chat have a tab. */
const HOST_HANDS = ['[data-tab=hands]']
/** Pages that show slides and pictures. */
const WITH_STAGE = IN_LESSON.filter((surface) => surface !== 'host')

/** Two of them are here in every state. */
const PLANNED = ['Bjurholm', 'Nordmaling', 'Robertsfors', 'Vindeln', 'Vännäs', 'Örnsköldsvik']
const AWAY: Pick<StateExample, 'on' | 'peers' | 'absent'> = { on: IN_LESSON, absent: ['communicator'] }
/** With the floor on a machine without devices, and in the device checks before the lesson. */
const withProblem = (deviceProblem: NonNullable<StateExample['deviceProblem']>): StateExample => ({
  on: ['phone', 'admitted', 'screen', 'cockpit', 'guest', 'interpreter'],
  events: live(floorGiven(['saba', 'nour'])),
  page: (_, surface) => ({ sending: {}, ...(surface !== 'cockpit' ? {} : { phase: 'pre-join' as const }) }),
  deviceProblem,
  taps: ['[data-channel-microphone]', 'footer [data-control=microphone-off]'],
})

/** Every state of every surface. The compiler requires one for each member of the product's own unions. */
export const STATES: Readonly<Record<StateName, StateExample>> = {
  connecting: { on: SURFACES, page: () => ({ phase: 'connecting' }) },
  'pre-join': {
    on: ['phone', 'admitted', 'cockpit', 'substitute', 'guest', 'interpreter', 'visitor'],
    page: () => ({ phase: 'pre-join', sending: {} }),
  },
  waiting: { on: IN_LESSON, absent: ['communicator'] },
  live: { on: WITH_INVITED, events: live() },
  break: {
    on: IN_LESSON,
    events: live(({ nowMs }) => [
      { type: 'break-started', atMs: nowMs - 2 * MINUTE_MS, untilMs: nowMs + 13 * MINUTE_MS },
    ]),
  },
  'communicator-away': { ...AWAY, events: live(lost) },
  suspended: { ...AWAY, events: live(lost, always({ type: 'lesson-suspended' })) },
  'connection-lost': {
    on: SURFACES,
    events: live(slideShown),
    page: ({ nowMs }) => ({ connection: 'lost', lostAtMs: nowMs - 8_000 }),
  },
  'media-lost': { on: WITH_STAGE, events: live(), page: withoutMedia('lost') },
  'media-blocked': { on: WITH_STAGE, events: live(), page: withoutMedia('blocked') },
  'media-unsupported': { on: WITH_STAGE, events: live(slideShown), page: withoutMedia('unsupported') },
  ended: { on: SURFACES, events: live(ended) },
  'not-held': { on: SURFACES, page: closed({ reason: 'not-held' }) },
  replaced: { on: SURFACES, page: closed({ reason: 'replaced' }) },
  removed: { on: SURFACES, page: closed({ reason: 'removed' }) },
  refused: { on: SURFACES, page: closed({ reason: 'refused', code: 'lesson.locked' }) },
  left: { on: SURFACES, page: closed({ reason: 'left' }) },

  'break-without-end': {
    on: COCKPITS,
    events: live(({ nowMs }) => [{ type: 'break-started', atMs: nowMs - 2 * MINUTE_MS, untilMs: null }]),
  },
  'over-time': { on: COCKPITS, events: live(), plan: ({ nowMs }) => ({ endsAtMs: nowMs - 4 * MINUTE_MS }) },
  'check-returning': { on: COCKPITS, events: live(), page: () => ({ phase: 'pre-join', sending: {} }) },
  'sound-blocked': { on: ['phone', 'screen', 'cockpit', 'guest', 'interpreter'], events: live(), isSoundBlocked: true },
  'mode-audio': { on: PHONES, events: live(), page: () => ({ mode: 'audio', chosenMode: 'audio' }) },
  'mode-small': {
    on: PHONES,
    events: live(),
    page: () => ({ mode: 'small', chosenMode: 'small' }),
    taps: ['[data-control=list]'],
  },
  'mode-everything': { on: PHONES, events: live(), taps: ['[data-control=list]'] },
  'data-nearCap': {
    on: PHONES,
    events: live(),
    budget: { capMegabytes: 100, warning: 'nearCap' },
    page: () => bytes(88),
    taps: ['[data-control=list]'],
  },
  'data-atCap': {
    on: PHONES,
    events: live(),
    budget: { capMegabytes: 100, warning: 'atCap' },
    page: () => ({ ...bytes(104), mode: 'audio' }),
    taps: ['[data-control=list]'],
  },
  'data-networkDown': {
    on: PHONES,
    events: live(slideShown),
    budget: { capMegabytes: null, warning: 'networkDown' },
    page: () => ({ mode: 'small' }),
    taps: ['[data-control=list]'],
  },
  'device-denied': withProblem('denied'),
  'device-missing': withProblem('missing'),
  'device-busy': withProblem('busy'),
  'device-insecure': withProblem('insecure'),
  'device-late': speakingWith({ name: 'asked', isLate: true }, { sending: {} }),
  'device-ended': speakingWith({ name: 'ended' }),
  'device-taken': speakingWith({ name: 'taken' }),
  'device-silent': speakingWith({ name: 'open' }, { isSilent: true }),
  'device-unheard': unheard,
  'camera-late': withCamera({ name: 'asked', isLate: true }),
  'camera-busy': withCamera({ name: 'refused', problem: 'busy' }),

  slide: { on: WITH_STAGE, events: live(slideShown) },
  'slide-black': {
    on: WITH_STAGE,
    events: live((moment) =>
      slideShown(moment).map((event) =>
        event.type === 'slide-shown' && event.slide ? { ...event, slide: { ...event.slide, isBlack: true } } : event,
      ),
    ),
  },
  'slide-drawn': {
    on: WITH_STAGE,
    events: live(slideShown, strokesDrawn),
    page: () => ({ pointer: { x: 6_200, y: 3_400 } }),
  },
  'screen-share': {
    on: WITH_STAGE,
    events: live(),
    present: ['guest'],
    sends: { guest: ['camera', 'microphone', 'screen-share'] },
  },
  hands: { on: IN_LESSON, events: live(slideShown, handsRaised), taps: HOST_HANDS },
  'rooms-of-one-town': { on: COCKPITS, present: ['library'], events: live(slideShown) },
  'rooms-planned': { on: COCKPITS, planned: PLANNED, events: live(slideShown) },
  'check-planned': { on: COCKPITS, planned: PLANNED, page: () => ({ phase: 'pre-join', sending: {} }) },
  'hands-of-eight': {
    on: COCKPITS,
    present: ['nordmaling', 'robertsfors', 'umea', 'vindeln', 'asele', 'ornskoldsvik'],
    peers: { asele: { isConnected: false, isMediaUp: false }, umea: { quality: 1 } },
    events: live(slideShown, handsOfEight, floorGiven(['vindeln'])),
    next: floorPassedOn,
  },
  reactions: {
    on: ['phone', 'cockpit', 'host'],
    taps: HOST_HANDS,
    events: live(({ nowMs }) =>
      (['saba', 'nour', 'host', 'mehret'] as const).map((name, at) => ({
        type: 'reaction-sent',
        reaction: {
          memberId: MEMBERS[name].memberId,
          town: MEMBERS[name].town,
          reaction: (['understand', 'slower', 'thanks', 'not-understand'] as const)[at] ?? 'thanks',
          atMs: nowMs,
        },
      })),
    ),
  },
  floor: {
    on: ['phone', 'admitted', 'cockpit', 'screen', 'host', 'interpreter'],
    events: live(slideShown, floorGiven(['saba', 'nour'])),
    taps: HOST_HANDS,
  },
  'floor-muted': {
    on: ['phone', 'guest'],
    events: live(
      slideShown,
      floorGiven(['saba']),
      always(
        { type: 'member-muted', memberId: MEMBERS.saba.memberId, isMuted: true },
        { type: 'member-muted', memberId: MEMBERS.guest.memberId, isMuted: true },
      ),
    ),
  },
  'classroom-muted': {
    on: ['host', 'screen', 'cockpit'],
    events: live(
      slideShown,
      floorGiven(['bjurholm']),
      always({ type: 'classroom-muted', memberId: MEMBERS.bjurholm.memberId, isMuted: true }),
    ),
    taps: HOST_HANDS,
  },
  'classroom-floor': { on: ['host'], events: live(slideShown, floorGiven(['bjurholm'])), taps: HOST_HANDS },
  'floor-other': { on: WITH_STAGE, events: live(floorGiven(['mehret', 'vannas'])) },
  'floor-voice': { on: ['phone', 'screen'], events: live(slideShown, floorGiven(['nour'])) },

  'question-single': { on: ['phone', 'admitted', 'screen', 'host'], events: live(asked('single')), taps: HOST_HANDS },
  'question-aloud': {
    on: ['phone', 'screen', 'host', 'cockpit'],
    events: live((moment) =>
      asked('single')(moment).map((event) =>
        event.type === 'question-opened' ? { ...event, asked: { ...event.asked, text: '' } } : event,
      ),
    ),
    taps: ['#tab-question'],
  },
  'question-multiple': { on: ['phone', 'screen', 'host'], events: live(slideShown, asked('multiple')) },
  'question-five': { on: PHONES, events: live(slideShown, askedFive) },
  'question-answered': {
    on: ['phone', 'cockpit'],
    events: live(asked('single'), answeredBy(['saba', 'nour', 'mehret', 'bjurholm'])),
    taps: ['#tab-question'],
  },
  'question-counted': { on: ['host'], events: live(asked('single'), answeredBy(['host'])), taps: HOST_HANDS },
  'question-closed': {
    on: ['phone', 'screen', 'host', 'cockpit'],
    events: live(asked('single'), answeredBy(['saba']), always({ type: 'question-closed' })),
    taps: [...HOST_HANDS, '#tab-question'],
  },
  'question-shown': {
    on: ['phone', 'screen', 'host', 'cockpit'],
    events: live(
      asked('multiple'),
      answeredBy(['saba', 'nour', 'mehret', 'host']),
      always({ type: 'question-closed' }, { type: 'question-shown', isShown: true }),
    ),
    taps: [...HOST_HANDS, '#tab-question', '#panel summary'],
  },

  groups: { on: IN_LESSON, events: live(groupsOpened), taps: ['#tab-groups'] },
  'groups-help': {
    on: COCKPITS,
    events: live(
      groupsOpened,
      always(
        { type: 'group-called', group: 1 },
        { type: 'group-visited', memberId: MEMBERS.communicator.memberId, group: 1 },
      ),
    ),
    taps: ['#tab-groups'],
  },
  'groups-late': {
    on: ['phone', 'screen', 'cockpit'],
    events: live(({ nowMs }) => [
      {
        type: 'groups-opened',
        groups: [
          [MEMBERS.nour, MEMBERS.vannas].map(({ memberId, displayName, town }) => ({ memberId, displayName, town })),
        ],
        endsAtMs: nowMs + 9 * MINUTE_MS,
      },
    ]),
    taps: ['#tab-groups'],
  },

  'chat-off': { on: ['phone', 'cockpit'], events: live(), taps: ['[data-control=list]', '#tab-chat'] },
  'chat-communicator': {
    on: ['phone', 'cockpit', 'host', 'guest', 'interpreter'],
    events: live(always({ type: 'chat-mode-set', mode: 'communicator' }), chatWritten),
    taps: [
      ...HOST_HANDS,
      '[data-control=list]',
      '#tab-chat',
      'aside button',
      'section[aria-label] > details > summary',
    ],
  },
  'chat-open': {
    on: ['phone', 'admitted', 'cockpit', 'host', 'guest', 'interpreter'],
    events: live(always({ type: 'chat-mode-set', mode: 'open' }), chatWritten),
    taps: [
      ...HOST_HANDS,
      '[data-control=list]',
      '#tab-chat',
      'aside button',
      'section[aria-label] > details > summary',
    ],
  },
  more: withMore(),
  'more-amount': withMore('amount'),
  'more-chat': withMore('chat'),
  'more-language': withMore('language'),

  'channel-simultaneous': {
    on: ['phone', 'admitted', 'host', 'cockpit', 'interpreter'],
    events: live(channelOpened),
    present: ['interpreter'],
    taps: ['[data-tab=screen]', '#tab-channels'],
  },
  'channel-silent': {
    on: ['admitted', 'cockpit'],
    events: live(
      channelOpened,
      always({ type: 'channel-sounding', memberId: MEMBERS.interpreter.memberId, isSounding: false }),
    ),
    present: ['interpreter'],
    taps: ['#tab-channels'],
  },
  'channel-consecutive': {
    on: ['phone', 'cockpit', 'interpreter'],
    events: live(channelOpened, always({ type: 'channel-mode-set', mode: 'consecutive' })),
    present: ['interpreter'],
    taps: ['#tab-channels'],
  },
  'turn-partner': withPartner(live(partnerJoined, channelOpened)),
  'turn-offered': withPartner(live(slideShown, partnerOffers, channelOpened), ['channel']),
  'turn-handing-over': withPartner(live(slideShown, channelOpened, partnerJoined, selfOffers)),
  'turn-nobody': { on: ['interpreter'], events: live(slideShown) },

  recording: { on: IN_LESSON, events: recording(null) },
  'recording-disk-full': { on: COCKPITS, events: recording('disk-full') },
  'recording-stopped': { on: ['cockpit'], events: recording('stopped') },
  'recording-refused-municipality': {
    on: ['cockpit'],
    events: live(),
    recordingRefusal: 'municipality',
    taps: ['[data-control=record]'],
  },
  'recording-refused-protected-person': {
    on: ['cockpit'],
    events: live(),
    recordingRefusal: 'protected-person',
    taps: ['[data-control=record]'],
  },

  'classrooms-in-trouble': {
    on: ['cockpit'],
    events: live(({ nowMs }) => [
      {
        type: 'classroom-left',
        classroom: { memberId: 'nordmaling', displayName: 'Nordmaling', atMs: nowMs - 3 * MINUTE_MS },
      },
      { type: 'classroom-heard', memberId: MEMBERS.vannas.memberId, atMs: nowMs - 12 * MINUTE_MS },
      { type: 'member-muted', memberId: MEMBERS.vannas.memberId, isMuted: true },
    ]),
    absent: ['host'],
    peers: { bjurholm: { isConnected: false, isMediaUp: false }, vannas: { quality: 1 } },
  },
  locked: {
    on: COCKPITS,
    events: live(({ nowMs }) => [
      { type: 'lesson-locked', isLocked: true },
      {
        type: 'visitor-waiting',
        visitor: { memberId: MEMBERS.visitor.memberId, displayName: MEMBERS.visitor.displayName, atMs: nowMs - 70_000 },
      },
    ]),
    taps: ['#tab-people'],
  },
  'panel-people': {
    on: COCKPITS,
    events: live(sleptPhone),
    present: ['guest', 'interpreter'],
    taps: ['#tab-people', '#panel summary'],
  },
  'panel-question': { on: COCKPITS, events: live(), taps: ['#tab-question'] },
  'panel-groups': { on: COCKPITS, events: live(), taps: ['#tab-groups'] },
  'panel-channels': { on: COCKPITS, events: live(), taps: ['#tab-channels'] },
  'controls-break': { on: COCKPITS, events: live(), taps: ['[data-control=break]'] },
  'controls-end': { on: COCKPITS, events: live(), taps: ['[data-control=end]'] },
  'controls-recording': { on: ['cockpit'], events: live(), taps: ['[data-control=record]'] },

  'let-in': { on: ['visitor'], events: live(), page: () => ({ admission: 'admitted' }) },
  'turned-away': { on: ['visitor'], events: live(), page: () => ({ admission: 'refused' }) },
}

/** By name, in the order in which they are shown. */
export const STATE_NAMES = Object.keys(STATES) as StateName[]

/** Whether a surface has a state of this name. */
export function isStateOf(surface: Surface, name: string | null | undefined): name is StateName {
  const found = STATE_NAMES.find((one) => one === name)
  return found !== undefined && STATES[found].on.includes(surface)
}
