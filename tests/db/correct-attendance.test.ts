import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { Actor } from '@/domain/people/actor'
import type { PresenceFact } from '@/protocol/media-events'
import { correctAttendance, correctAttendanceInput } from '@/services/attendance/correct-attendance'
import { entryHandleOf } from '@/services/attendance/entry-handle'
import { listAttendance } from '@/services/attendance/list-attendance'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { makePerson, makeStaff } from '@/tests/factories/people'
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
const assess = () => assessLesson(JOBS, { lessonId: region.lessonId })
const list = (actor = region.communicator) => listAttendance(actor, { lessonId: region.lessonId })
const refused = (code: string) => expect.objectContaining({ code })

describe('correcting attendance', () => {
  const correct = (presentMinutes: number, more = {}) =>
    correctAttendance(region.communicator, {
      ...{ lessonId: region.lessonId, handle: entryHandleOf(region.lessonId, region.selam), presentMinutes },
      absentMinutes: 160 - presentMinutes,
      ...{ excusedMinutes: 0, technicalFailureMinutes: 0, reason: 'Was in the classroom.', ...more },
    })

  it('is a new entry with author, time and reason, and survives the next assessment', async () => {
    await tell(factsOfLesson(region))
    await assess()
    await correct(155)
    await tell([fact(region, { kind: 'seen', minute: 12, personId: region.anna, peerId: randomUUID() })])
    await assess()
    const row = (await list()).rows.find((each) => each.handle === entryHandleOf(region.lessonId, region.selam))
    expect(row).toMatchObject({ origin: 'corrected', presentMinutes: 155, assessed: { presentMinutes: 150 } })
    expect(row?.corrections).toMatchObject([{ presentMinutes: 155, reason: 'Was in the classroom.' }])
    expect(row?.corrections[0]?.by).toMatch(/^Staff/)
  })

  it('is refused before the lesson has ended, without a reason, with a wrong sum and without a change', async () => {
    await expect(correct(155)).rejects.toThrow(refused('attendance.lesson-not-ended'))
    await tell(factsOfLesson(region))
    await assess()
    await expect(correct(155, { reason: '' })).rejects.toThrow(refused('people.reason-required'))
    await expect(correct(155, { absentMinutes: 6 })).rejects.toThrow(refused('attendance.minutes-exceed-lesson'))
    await expect(correct(150)).rejects.toThrow(refused('attendance.correction-changes-nothing'))
  })

  it('is refused in another municipality and for a person without attendance', async () => {
    await tell(factsOfLesson(region))
    await assess()
    const input = {
      lessonId: region.lessonId,
      excusedMinutes: 0,
      technicalFailureMinutes: 0,
      absentMinutes: 0,
      reason: 'x',
    }
    const minutes = { ...input, presentMinutes: 160 }
    const elsewhere = await makeStaff({ role: 'coordinator', municipalityId: await makeMunicipality() })
    const handle = entryHandleOf(region.lessonId, region.selam)
    await expect(correctAttendance(elsewhere, { ...minutes, handle })).rejects.toThrow(refused('access.not-allowed'))
    const stranger = await makePerson(region.umea)
    await expect(
      correctAttendance(region.communicator, { ...minutes, handle: entryHandleOf(region.lessonId, stranger) }),
    ).rejects.toThrow(refused('access.not-found'))
  })
})

it('correctAttendance refuses an unknown field', () => {
  const { error } = correctAttendanceInput.safeParse({ surplus: true })
  expect(error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true)
})
