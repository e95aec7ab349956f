import { MINUTE_MS } from '@/domain/durations'
import { directionOf, type UiLanguage } from '@/domain/languages'
import type { LessonId } from '@/domain/ids'
import type { LessonPermission, LessonRole } from '@/domain/live-lesson/roles'
import { PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import type { MediaSource, MemberId } from '@/domain/live-lesson/vocabulary'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { EXAMPLE_LESSON_ID } from './example-material'
import type { Surface } from './surfaces'

/** The time and the language of an example. */
export type Moment = { nowMs: number; language: UiLanguage }

/** A member of the examples' lesson. All of them are obviously fictional. */
export type ExampleMember = {
  memberId: MemberId
  peerId: string
  role: LessonRole
  permissions: readonly LessonPermission[]
  displayName: string
  town: string
  language: string
  headcount: number | null
  channelLanguage: string | null
  sends: readonly MediaSource[]
}

type Given = Pick<ExampleMember, 'role' | 'displayName'> & Partial<ExampleMember>

function member(name: string, given: Given): ExampleMember {
  const digits = [...name].map((letter) => letter.charCodeAt(0).toString(16)).join('')
  return {
    memberId: name.padEnd(16, '0'),
    peerId: `d1000000-0000-4000-8000-${digits.slice(0, 12).padStart(12, '0')}`,
    permissions: PERMISSIONS_BY_ROLE[given.role],
    town: '',
    language: 'sv',
    headcount: null,
    channelLanguage: null,
    sends: [],
    ...given,
  }
}

const RECORDS: readonly LessonPermission[] = [...PERMISSIONS_BY_ROLE.communicator, 'recording.run']

const classroom = (displayName: string, headcount: number): ExampleMember =>
  member(displayName.toLowerCase().replaceAll(/[^a-z]/g, 'x'), {
    role: 'classroom',
    displayName,
    town: displayName,
    headcount,
    sends: ['camera', 'microphone'],
  })

/** The other classrooms of a lesson for a whole region; two of their names are long. */
const classrooms = {
  nordmaling: classroom('Nordmaling', 8),
  robertsfors: classroom('Robertsfors', 5),
  umea: classroom('Umeå', 9),
  vindeln: classroom('Vindeln', 6),
  asele: classroom('Åsele', 4),
  ornskoldsvik: classroom('Örnsköldsvik', 10),
} as const

/** Names in three scripts, one of them long. Participants have a camera to show once they have the floor. */
export const MEMBERS = {
  communicator: member('rut', {
    role: 'communicator',
    displayName: 'Rut Påhittad',
    permissions: RECORDS,
    sends: ['camera', 'microphone'],
  }),
  bjurholm: member('bjurholm', {
    role: 'classroom',
    displayName: 'Bjurholm',
    town: 'Bjurholm',
    headcount: 8,
    sends: ['camera', 'microphone'],
  }),
  vannas: member('vannas', {
    role: 'classroom',
    displayName: 'Vännäs',
    town: 'Vännäs',
    headcount: 3,
    sends: ['camera', 'microphone'],
  }),
  ...classrooms,
  /** A second classroom in a town that has one. */
  library: member('library', {
    role: 'classroom',
    displayName: 'Bjurholm',
    town: 'Bjurholm',
    headcount: 4,
    sends: ['camera', 'microphone'],
  }),
  host: member('host', { role: 'host', displayName: 'Hedvig Exempel', town: 'Bjurholm' }),
  saba: member('saba', {
    role: 'participant',
    displayName: 'Saba Exempel',
    language: 'ti',
    sends: ['camera', 'microphone'],
  }),
  mehret: member('mehret', {
    role: 'participant',
    displayName: 'ምሕረት ኣብነት ወልደማርያም',
    language: 'ti',
    sends: ['camera', 'microphone'],
  }),
  nour: member('nour', { role: 'participant', displayName: 'نور مثال', language: 'ar', sends: ['microphone'] }),
  interpreter: member('tolk', {
    role: 'interpreter',
    displayName: 'Tove Tolksdotter',
    channelLanguage: 'ar',
    sends: ['channel'],
  }),
  partner: member('partner', { role: 'interpreter', displayName: 'سمير مثال', channelLanguage: 'ar' }),
  guest: member('guest', { role: 'guest', displayName: 'Gunnar Gäst', sends: ['camera', 'microphone'] }),
  visitor: member('visitor', { role: 'visitor', displayName: 'ናትናኤል ኣብነት' }),
  substitute: member('substitute', {
    role: 'communicator',
    displayName: 'Vilma Vikarie',
    sends: ['camera', 'microphone'],
  }),
} as const satisfies Record<string, ExampleMember>
export type MemberName = keyof typeof MEMBERS

/** The user of each surface. */
export const SELF: Readonly<Record<Surface, MemberName>> = {
  phone: 'saba',
  screen: 'bjurholm',
  cockpit: 'communicator',
  host: 'host',
  interpreter: 'interpreter',
  guest: 'guest',
  visitor: 'visitor',
  admitted: 'nour',
  substitute: 'substitute',
}

/** The lesson as its pages know it: an hour of civic orientation that began a quarter of an hour ago. */
export function exampleLesson({ nowMs, language }: Moment): MyLesson {
  return {
    lessonId: EXAMPLE_LESSON_ID as LessonId,
    groupName: directionOf(language) === 'rtl' ? 'مجموعة الثلاثاء' : 'Tisdagsgruppen',
    language,
    courseKind: 'civic_orientation',
    themePart: 2,
    communicatorName: MEMBERS.communicator.displayName,
    hostingMunicipality: 'Umeå',
    startsAtMs: nowMs - 15 * MINUTE_MS,
    endsAtMs: nowMs + 45 * MINUTE_MS,
    liveAtMs: nowMs - 14 * MINUTE_MS,
    endedAtMs: null,
  }
}
