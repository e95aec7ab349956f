import { randomUUID } from 'node:crypto'

import { withActor } from '@/db/client'
import { recordings } from '@/db/schema/recordings'
import type { PersonId, RecordingId } from '@/domain/ids'
import type { PresenceFact } from '@/protocol/media-events'

import { enrol, makeGroup, makeLesson } from './courses'
import { makePerson, makeStaff } from './people'
import { makeMunicipality, makeSite } from './regions'
import { SET_UP } from './set-up'

const MINUTE_MS = 60_000

/**
 * A region with a lesson in Umeå that began at `startsAt`: Selam at home in Umeå with a device; two people called Anna
 * in the classroom in Bjurholm without one.
 */
export async function makeRegion(startsAt = new Date('2026-01-12T08:00:00Z')) {
  const umea = await makeMunicipality('Umeå')
  const bjurholm = await makeMunicipality('Bjurholm')
  const siteId = await makeSite(bjurholm, 'Klassrummet')
  const communicator = await makeStaff({ role: 'communicator', municipalityId: umea })
  const administrator = await makeStaff({ role: 'administrator', municipalityId: umea })
  const bjurholmAdministrator = await makeStaff({ role: 'administrator', municipalityId: bjurholm })
  const siteHost = await makeStaff({ role: 'site_host', municipalityId: bjurholm, siteId })
  const place = { hostingMunicipalityId: umea, communicatorId: communicator.staffId }
  const groupId = await makeGroup({ ...place, siteIds: [siteId] })
  const lessonId = await makeLesson({ ...place, groupId }, startsAt)
  const selam = await makePerson(umea, { displayName: 'Selam' })
  const anna = await makePerson(bjurholm, { displayName: 'Anna' })
  const namesake = await makePerson(bjurholm, { displayName: 'Anna' })
  await enrol({ groupId, hostingMunicipalityId: umea, personId: selam, homeMunicipalityId: umea })
  for (const personId of [anna, namesake]) {
    await enrol({ groupId, hostingMunicipalityId: umea, personId, homeMunicipalityId: bjurholm, siteId })
  }
  return {
    ...{ umea, bjurholm, siteId, groupId, lessonId, startsAt },
    ...{ communicator, administrator, bjurholmAdministrator, siteHost },
    ...{ selam, anna, namesake },
  }
}

export type Region = Awaited<ReturnType<typeof makeRegion>>

type MediaEvent = { kind: PresenceFact['kind']; minute: number; personId?: PersonId; peerId?: string }

/** A fact of the region's lesson, `minute` minutes after its planned start. */
export function fact(region: Pick<Region, 'lessonId' | 'startsAt'>, told: MediaEvent): PresenceFact {
  return {
    factId: randomUUID(),
    lessonId: region.lessonId,
    kind: told.kind,
    subject: told.personId ? { kind: 'person', id: told.personId } : null,
    peerId: told.peerId ?? null,
    at: new Date(region.startsAt.getTime() + told.minute * MINUTE_MS).toISOString(),
  }
}

/** The lesson taught as planned, with Selam there from minute 10 to the end. */
export function factsOfLesson(region: Region): PresenceFact[] {
  const peerId = randomUUID()
  const selam = { personId: region.selam, peerId }
  return [
    fact(region, { kind: 'lesson-live', minute: 0 }),
    fact(region, { kind: 'joined', minute: 9, ...selam }),
    fact(region, { kind: 'media-up', minute: 10, ...selam }),
    fact(region, { kind: 'seen', minute: 11, ...selam }),
    fact(region, { kind: 'left', minute: 180, ...selam }),
    fact(region, { kind: 'lesson-ended', minute: 180 }),
  ]
}

/** A recording of the region's lesson, which shows its slides. */
export async function recordLesson({ lessonId, startsAt, umea }: Region): Promise<void> {
  const values = { id: randomUUID() as RecordingId, lessonId, hostingMunicipalityId: umea, startedAt: startsAt }
  const made = { endedAt: startsAt, durationMs: 1_000, bytes: 10, timeline: { segments: [], slides: [] } }
  await withActor(SET_UP, (tx) => tx.insert(recordings).values({ ...values, ...made, retainUntil: '2099-01-01' }))
}
