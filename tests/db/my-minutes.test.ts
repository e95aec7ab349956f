import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { Actor, PersonActor } from '@/domain/people/actor'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { countMyMinutes } from '@/services/attendance/count-my-minutes'
import { listAttendance } from '@/services/attendance/list-attendance'
import { entryHandleOf } from '@/services/attendance/entry-handle'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import type { PresenceFact } from '@/protocol/media-events'
import { makePerson } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { fact, factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const MEDIA_SERVER: Actor = { kind: 'system', name: 'media-server' }
const JOBS: Actor = { kind: 'system', name: 'jobs' }

let database: TestDatabase
let region: Region
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  region = await makeRegion()
})

const tell = (facts: PresenceFact[]) => receiveMediaEvents(MEDIA_SERVER, { nodeId: 'node-1', facts })
const as = (personId: Region['selam']): PersonActor => ({ kind: 'person', personId })
const count = (personId: Region['selam'], nowMs = Date.parse('2026-01-12T11:00:00Z')) =>
  countMyMinutes(as(personId), { lessonId: region.lessonId }, nowMs)

describe("a participant's minutes after the lesson", () => {
  it('are those that the assessment counts from their devices', async () => {
    await tell(factsOfLesson(region))
    await assessLesson(JOBS, { lessonId: region.lessonId })
    const { rows } = await listAttendance(region.communicator, { lessonId: region.lessonId })
    const assessed = rows.find((row) => row.handle === entryHandleOf(region.lessonId, region.selam))
    expect((await count(region.selam)).minutes).toBe(assessed?.presentMinutes)
    expect(assessed?.presentMinutes).toBeGreaterThan(100)
  })

  it('are counted while the lesson goes on, and two devices once', async () => {
    const facts = factsOfLesson(region).filter(({ kind }) => kind !== 'lesson-ended')
    await tell(facts)
    const before = (await count(region.selam)).minutes
    const beside = { personId: region.selam, peerId: randomUUID() }
    await tell([
      fact(region, { kind: 'media-up', minute: 40, ...beside }),
      fact(region, { kind: 'media-down', minute: 45, ...beside }),
    ])
    expect((await count(region.selam)).minutes).toBe(before)
  })

  it('are nothing for somebody who was not there, and nobody else is told of them', async () => {
    await tell(factsOfLesson(region))
    const stranger = await makePerson(await makeMunicipality())
    await expect(count(stranger)).rejects.toThrow(expect.objectContaining({ code: 'courses.lesson-not-found' }))
  })
})
