import { MINUTE_MS } from '@/domain/durations'
import type { LiveEvent } from '@/domain/live-lesson/events'
import type { QuestionAsked } from '@/domain/live-lesson/view'

import { EXAMPLE_MATERIAL_ID, EXAMPLE_SLIDES } from './example-material'
import { MEMBERS, type MemberName, type Moment } from './example-lesson'

type Happened = (moment: Moment) => LiveEvent[]
type Sentences = { question: string; chat: string; answers: readonly string[] }

/** Texts typed by people, in their own language; Swedish for languages that are missing here. */
const SWEDISH: Sentences = {
  question: 'Får man elda på balkongen?',
  chat: 'Jag undrar om vi hinner med frågan om hyresavtalet före rasten.',
  answers: ['Fråga hyresvärden först', 'Ring kommunens energirådgivare', 'Skriv i husets trapphus'],
}
const SENTENCES: Readonly<Record<string, Sentences>> = {
  ar: {
    question: 'هل يُسمح بإشعال النار في الشرفة؟',
    chat: 'هل سيكون لدينا وقت للسؤال عن عقد الإيجار قبل الاستراحة؟',
    answers: ['اسأل المالك أولاً', 'اتصل بمستشار الطاقة في البلدية', 'اكتب في مدخل المبنى'],
  },
  ti: {
    question: 'ኣብ ባልኮን ሓዊ ምእጓድ ይፍቀድ ድዩ?',
    chat: 'ቅድሚ ዕረፍቲ ብዛዕባ ውዕል ክራይ ክንሓትት ግዜ ክህልወና ድዩ?',
    answers: ['ቅድም ንኣካራዪ ሕተት', 'ናብ ኣማኻሪ ጸዓት ደውል', 'ኣብ መእተዊ ህንጻ ጽሓፍ'],
  },
}
const sentencesOf = ({ language }: Moment): Sentences => SENTENCES[language] ?? SWEDISH

export const named = (name: MemberName) => {
  const { memberId, displayName, town } = MEMBERS[name]
  return { memberId, displayName, town }
}

export const slideShown: Happened = () => [
  {
    type: 'slide-shown',
    slide: { materialId: EXAMPLE_MATERIAL_ID, slideCount: EXAMPLE_SLIDES.length, slideNumber: 2, isBlack: false },
  },
]

export const strokesDrawn: Happened = () =>
  (['lingon', 'fjord', 'sun', 'ink'] as const).map((colour, at) => ({
    type: 'stroke-added',
    slide: { materialId: EXAMPLE_MATERIAL_ID, slideNumber: 2 },
    stroke: {
      strokeId: `d2000000-0000-4000-8000-00000000000${at}`,
      colour,
      points: [1_000, 2_000 + at * 1_500, 4_000, 3_000 + at * 1_500, 8_500, 2_400 + at * 1_500],
    },
  }))

/** A participant at home, a classroom for one of its people, and the user of each surface. */
export const handsRaised: Happened = ({ nowMs }) => [
  { type: 'floor-given', member: named('vannas'), atMs: nowMs - 9 * MINUTE_MS },
  { type: 'floor-taken', memberId: MEMBERS.vannas.memberId },
  ...(['saba', 'nour', 'bjurholm'] as const).map((name, at): LiveEvent => ({
    type: 'hand-raised',
    hand: {
      ...named(name),
      displayName: name === 'bjurholm' ? 'Bjurholm: ሰላም ኣብነት' : MEMBERS[name].displayName,
      atMs: nowMs - (4 - at) * MINUTE_MS,
    },
  })),
]

/** Three hands in classrooms, two of them in the one with the longest name; one town has had the floor before. */
export const handsOfEight: Happened = ({ nowMs }) => [
  { type: 'floor-given', member: named('nordmaling'), atMs: nowMs - 9 * MINUTE_MS },
  { type: 'floor-taken', memberId: MEMBERS.nordmaling.memberId },
  ...(
    [
      ['ornskoldsvik', 'Tekle Testson'],
      ['nordmaling', 'Anna Exempel'],
      ['mehret', 'Hiwet Testdotter'],
    ] as const
  ).map(([name, displayName], at): LiveEvent => ({
    type: 'hand-raised',
    hand: { ...named(name), displayName, atMs: nowMs - (4 - at) * MINUTE_MS },
  })),
]

export const floorGiven =
  (names: readonly MemberName[]): Happened =>
  ({ nowMs }) =>
    names.map((name) => ({ type: 'floor-given', member: named(name), atMs: nowMs - 3 * MINUTE_MS }))

/** Yes and no with one tap, or answers in words of which more than one can be right. */
export const asked =
  (kind: QuestionAsked['kind']): Happened =>
  (moment) => {
    const { question, answers } = sentencesOf(moment)
    const shapes = (['circle', 'triangle', 'square'] as const).map((picture, at) => ({
      picture,
      text: answers[at] ?? '',
    }))
    const words = (['yes', 'no', 'unsure'] as const).map((picture) => ({ picture, text: '' }))
    const asked: QuestionAsked = {
      questionId: 'd3000000-0000-4000-8000-000000000001',
      text: question,
      kind,
      isAnonymous: false,
      choices: kind === 'multiple' ? shapes : words,
      correct: kind === 'multiple' ? [0, 1] : [1],
    }
    return [{ type: 'question-opened', asked }]
  }

/** The most answers that a question has, each with a sentence, and several may be chosen. */
export const askedFive: Happened = (moment) => {
  const { question, answers } = sentencesOf(moment)
  const choices = (['circle', 'triangle', 'square', 'star', 'heart'] as const).map((picture, at) => ({
    picture,
    text: answers[at % answers.length] ?? '',
  }))
  const questionId = 'd3000000-0000-4000-8000-000000000005'
  return [
    {
      type: 'question-opened',
      asked: { questionId, text: question, kind: 'multiple', isAnonymous: false, choices, correct: [0] },
    },
  ]
}

export const answeredBy =
  (names: readonly MemberName[]): Happened =>
  () =>
    names.map((name, at) => ({
      type: 'question-answered',
      member: named(name),
      subject: { kind: 'person', id: MEMBERS[name].peerId },
      choices: MEMBERS[name].role === 'host' ? null : [at % 3],
      counts: MEMBERS[name].role === 'host' ? [5, 2, 1] : null,
    }))

export const groupsOpened: Happened = ({ nowMs }) => [
  {
    type: 'groups-opened',
    groups: [
      [named('saba'), named('mehret')],
      [named('nour'), named('bjurholm')],
    ],
    endsAtMs: nowMs + 8 * MINUTE_MS,
  },
]

export const chatWritten: Happened = (moment) =>
  (['communicator', 'saba', 'nour', 'host', 'guest', 'interpreter'] as const).map((name, at) => ({
    type: 'chat-written',
    message: {
      messageId: `d4000000-0000-4000-8000-00000000000${at}`,
      memberId: MEMBERS[name].memberId,
      displayName: MEMBERS[name].displayName,
      text: sentencesOf(moment).chat,
      atMs: moment.nowMs - (6 - at) * 20_000,
      isToCommunicator: at % 2 === 1,
    },
  }))

/** An interpreter speaks Arabic; the Tigrinya speaker has chosen that channel too. */
export const channelOpened: Happened = () => [
  { type: 'channel-joined', language: 'ar', memberId: MEMBERS.interpreter.memberId },
  { type: 'channel-sounding', memberId: MEMBERS.interpreter.memberId, isSounding: true },
  { type: 'channel-chosen', memberId: MEMBERS.saba.memberId, language: 'ar' },
]

/** One more hand comes, while the floor goes from Vindeln to Saba. */
export const floorPassedOn: Happened = ({ nowMs }) => [
  { type: 'hand-raised', hand: { ...named('robertsfors'), displayName: 'Yusuf Exempel', atMs: nowMs } },
  { type: 'floor-taken', memberId: MEMBERS.vindeln.memberId },
  { type: 'floor-given', member: named('saba'), atMs: nowMs },
]

/** The other interpreter of the channel. */
export const partnerJoined: Happened = () => [
  { type: 'channel-joined', language: 'ar', memberId: MEMBERS.partner.memberId },
]
export const partnerOffers: Happened = (moment) => [
  ...partnerJoined(moment),
  { type: 'channel-sounding', memberId: MEMBERS.partner.memberId, isSounding: true },
  { type: 'channel-offered', memberId: MEMBERS.partner.memberId, isOffered: true },
]
export const selfOffers: Happened = () => [
  { type: 'channel-offered', memberId: MEMBERS.interpreter.memberId, isOffered: true },
]

/** Saba's phone slept, and is back. */
export const sleptPhone = ({ nowMs }: Moment): LiveEvent[] => [
  { type: 'member-away', memberId: MEMBERS.saba.memberId, atMs: nowMs - 9 * MINUTE_MS },
  { type: 'member-returned', memberId: MEMBERS.saba.memberId, atMs: nowMs - 2 * MINUTE_MS },
]
