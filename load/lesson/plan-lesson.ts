import { randomUUID } from 'node:crypto'

import { type LessonRole, PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import type { EndpointPlan } from '../endpoint/endpoint'
import type { SendPlan } from '../endpoint/media-sending'
import type { SpeakingPattern } from '../endpoint/talk'
import type { LoadOptions } from '../options'

export const GROUPS = ['communicator', 'guest', 'interpreter', 'classroom', 'everything', 'small', 'audio'] as const
/** A row of the report. */
export type Group = (typeof GROUPS)[number]

export type PlannedEndpoint = EndpointPlan & {
  group: Group
  /** Others wait until these have joined: without them there is nothing to receive. */
  isTeaching: boolean
}

type Role = { group: Group; role: LessonRole; mode?: ViewMode; sends?: SendPlan; channelLanguage?: string }

const VOICE_BITS_PER_SECOND = { 20: 24_000, 60: 16_000 } as const
/** Slides as a video, with the usual settings. */
const FILM = { bitsPerSecond: 900_000, framesPerSecond: 5 }

/** The members of one lesson of this shape, those who teach first. Nothing here is known to the register. */
export function planLesson(options: LoadOptions, url: string): PlannedEndpoint[] {
  const lessonId = randomUUID()
  const place = (role: Role) => placeOf(role, { lessonId, url })
  const languages = Array.from({ length: options.channels }, (_, index) => channelLanguage(index))
  const teacher: SendPlan = { voice: voiceOf(options, options.speaking), camera: cameraOf(options) }
  const film = options.hasUsualSettings ? { screen: FILM } : {}
  const classroom: SendPlan = options.doClassroomsSend
    ? { voice: voiceOf(options, 'seldom'), camera: cameraOf(options) }
    : {}
  return [
    place({ group: 'communicator', role: 'communicator', sends: { ...teacher, ...film } }),
    ...repeat(options.guests, () => place({ group: 'guest', role: 'guest', sends: teacher })),
    ...languages.map((language) =>
      place({
        group: 'interpreter',
        role: 'interpreter',
        mode: 'audio',
        channelLanguage: language,
        sends: { voice: { ...voiceOf(options, options.speaking), source: 'channel' } },
      }),
    ),
    ...repeat(options.classrooms, () => place({ group: 'classroom', role: 'classroom', sends: classroom })),
    ...planPhones(options, languages).map(place),
  ]
}

/** A replacement for a member, for churn. */
export function asSomebodyElse(planned: PlannedEndpoint): PlannedEndpoint {
  return { ...planned, ticket: { ...planned.ticket, subject: { ...planned.ticket.subject, id: randomUUID() } } }
}

function planPhones(options: LoadOptions, languages: readonly string[]): Role[] {
  const phones = VIEW_MODES.flatMap((mode) =>
    repeat(options.phones[mode], (): Role => ({ group: mode, role: 'participant', mode })),
  )
  if (languages.length === 0) return phones
  return phones.map((phone, index) => {
    const hasChannel =
      Math.floor(((index + 1) * options.channelListenersPercent) / 100) > listenersBefore(index, options)
    const language = languages[index % languages.length]
    return hasChannel && language !== undefined ? { ...phone, channelLanguage: language } : phone
  })
}

/** Distributes the listeners evenly over all phones. */
function listenersBefore(index: number, { channelListenersPercent }: LoadOptions): number {
  return Math.floor((index * channelListenersPercent) / 100)
}

function placeOf(
  { group, role, mode = 'everything', sends = {}, channelLanguage: language }: Role,
  { lessonId, url }: { lessonId: string; url: string },
): PlannedEndpoint {
  return {
    group,
    isTeaching: role === 'communicator' || role === 'guest' || role === 'interpreter',
    mode,
    sends,
    ticket: {
      lessonId,
      // No presence is recorded for guests and devices.
      subject: { kind: role === 'classroom' ? 'device' : 'guest', id: randomUUID() },
      role,
      displayName: `load ${group}`,
      language: 'sv',
      permissions: [...PERMISSIONS_BY_ROLE[role]],
      mediaUrl: url,
      ...(language !== undefined && { channelLanguage: language }),
    },
  }
}

function voiceOf(options: LoadOptions, speaking: SpeakingPattern): NonNullable<SendPlan['voice']> {
  const frameMs = options.voiceMs === 20 ? 20 : 60
  return { source: 'microphone', frameMs, bitsPerSecond: VOICE_BITS_PER_SECOND[frameMs], speaking }
}

function cameraOf({ cameraKbps, cameraFps }: LoadOptions): NonNullable<SendPlan['camera']> {
  return { layersBitsPerSecond: cameraKbps.map((kbps) => kbps * 1_000), framesPerSecond: cameraFps }
}

/** Codes reserved for private use. */
function channelLanguage(index: number): string {
  return `qa${String.fromCharCode('a'.charCodeAt(0) + index)}`
}

function repeat<Item>(count: number, make: () => Item): Item[] {
  return Array.from({ length: count }, make)
}
