import { randomUUID } from 'node:crypto'

import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { countMissingRolls } from '@/db/queries/attendance'
import { lessons } from '@/db/schema/courses'
import type { PersonId } from '@/domain/ids'
import type { Actor, SystemActor } from '@/domain/people/actor'
import { municipalitiesWithPermission } from '@/domain/people/permissions'
import type { PresenceFact } from '@/protocol/media-events'
import { entryHandleOf } from '@/services/attendance/entry-handle'
import { getRoll, getRollInput } from '@/services/attendance/get-roll'
import { listAttendance, listAttendanceInput } from '@/services/attendance/list-attendance'
import { receiveMediaEvents, mediaEventsInput } from '@/services/media-events/receive-media-events'
import { assessDueLessons } from '@/services/attendance/assess-due-lessons'
import { assessLesson, assessLessonInput } from '@/services/attendance/assess-lesson'
import { takeRoll, takeRollInput } from '@/services/attendance/take-roll'
import { rollMark } from '@/tests/factories/roll'
import { SET_UP } from '@/tests/factories/set-up'
import { fact, factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const MEDIA_SERVER: SystemActor = { kind: 'system', name: 'media-server' }
const JOBS: SystemActor = { kind: 'system', name: 'jobs' }

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

/** Of the region's lesson, in the municipalities where the actor follows attendance; undefined when there is none. */
async function missingRounds(actor: Actor): Promise<number | undefined> {
  const hostIds = municipalitiesWithPermission(actor, 'attendance.list')
  const counts = await withActor(actor, (tx) => countMissingRolls(tx, [region.lessonId], hostIds))
  return counts.get(region.lessonId)
}

async function minutesOf(personId: PersonId) {
  const row = (await list()).rows.find((each) => each.handle === entryHandleOf(region.lessonId, personId))
  return [
    row?.plannedMinutes,
    row?.presentMinutes,
    row?.excusedMinutes,
    row?.technicalFailureMinutes,
    row?.absentMinutes,
  ]
}

function roll(
  round: 'start' | 'after_break',
  mark: 'present' | 'late' | 'absent' | 'excused',
  arrivedAt: string | null = null,
) {
  const marks = [rollMark(region.anna, mark, { arrivedAt })]
  return takeRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId, round, marks })
}

async function queuedJobs(): Promise<number> {
  const postgres = (await import('postgres')).default
  const owner = postgres(database.ownerUrl, { max: 1 })
  const rows = await owner`select key from graphile_worker.jobs where key = ${`assess-lesson:${region.lessonId}`}`
  await owner.end()
  return rows.length
}

describe('recording presence', () => {
  it('makes a lesson live and ended, and queues its assessment', async () => {
    const facts = factsOfLesson(region)
    expect(await tell(facts)).toEqual({ recorded: 6, repeated: 0, setAside: [] })
    const { lesson } = await list()
    expect([lesson.state, lesson.liveAt, lesson.endedAt]).toEqual(['ended', new Date(region.startsAt), lesson.endsAt])
    expect(await queuedJobs()).toBe(1)
  })

  it('treats a duplicate fact as one', async () => {
    const facts = factsOfLesson(region)
    await tell(facts)
    expect(await tell(facts)).toEqual({ recorded: 0, repeated: 6, setAside: [] })
  })

  it('sets facts of unknown lessons aside and stores the rest', async () => {
    const stranger = { ...fact(region, { kind: 'joined', minute: 1 }), lessonId: randomUUID() }
    const result = await tell([stranger, fact(region, { kind: 'lesson-live', minute: 0 })])
    expect(result).toEqual({ recorded: 1, repeated: 0, setAside: [stranger.factId] })
  })

  it('does not queue the assessment of a lesson that continues', async () => {
    await tell([fact(region, { kind: 'lesson-live', minute: 0 })])
    expect(await queuedJobs()).toBe(0)
  })

  it('gives the same lesson times in any order of batches', async () => {
    const [live, ended, again] = [
      fact(region, { kind: 'lesson-live', minute: 1 }),
      fact(region, { kind: 'lesson-ended', minute: 60 }),
      fact(region, { kind: 'lesson-live', minute: 70 }),
    ]
    for (const each of [again, ended, live]) await tell([each])
    const { lesson } = await list()
    expect([lesson.state, lesson.liveAt?.toISOString()]).toEqual(['live', live.at])
  })

  it('is for media servers only', async () => {
    await expect(
      receiveMediaEvents(region.administrator, { nodeId: 'a', facts: factsOfLesson(region) }),
    ).rejects.toThrow(refused('access.not-allowed'))
  })
})

describe('assessing a lesson', () => {
  it('merges devices and roll for everyone enrolled', async () => {
    await roll('start', 'late', '2026-01-12T08:20:00Z')
    await roll('after_break', 'excused')
    await tell(factsOfLesson(region))
    expect(await assess()).toEqual({ persons: 3, changed: 3 })
    expect(await minutesOf(region.selam)).toEqual([160, 150, 0, 0, 10])
    expect(await minutesOf(region.anna)).toEqual([160, 60, 80, 0, 20])
    expect(await minutesOf(region.namesake)).toEqual([160, 0, 0, 0, 160])
  })

  it('twice changes nothing', async () => {
    await tell(factsOfLesson(region))
    await assess()
    expect(await assess()).toEqual({ persons: 3, changed: 0 })
  })

  it('takes a late fact in as a new entry for whom it concerns', async () => {
    await tell(factsOfLesson(region))
    await assess()
    const peer = { personId: region.selam, peerId: randomUUID() }
    await tell([
      fact(region, { kind: 'media-up', minute: 0, ...peer }),
      fact(region, { kind: 'seen', minute: 10, ...peer }),
    ])
    expect(await assess()).toEqual({ persons: 3, changed: 1 })
    expect((await minutesOf(region.selam))[1]).toBe(160)
  })

  it('leaves a lesson alone that was never live', async () => {
    expect(await assess()).toBeNull()
    await tell([fact(region, { kind: 'lesson-ended', minute: 10 })])
    expect(await assess()).toBeNull()
  })

  it('is for the jobs only, and of a lesson that exists', async () => {
    await expect(assessLesson(region.administrator, { lessonId: region.lessonId })).rejects.toThrow(
      refused('access.not-allowed'),
    )
    const unknown = assessLessonInput.parse({ lessonId: randomUUID() })
    await expect(assessLesson(JOBS, unknown)).rejects.toThrow(refused('courses.lesson-not-found'))
  })

  it('counts a lesson that went on after an end that was a mistake, without the time between', async () => {
    await roll('start', 'present')
    const minutes = [0, 60, 64] as const
    const kinds = ['lesson-live', 'lesson-ended', 'lesson-live'] as const
    await tell(kinds.slice(0, 2).map((kind, index) => fact(region, { kind, minute: minutes[index] ?? 0 })))
    await assess()
    const atFirst = (await minutesOf(region.selam))[0]
    await tell([fact(region, { kind: 'lesson-live', minute: 64 })])
    expect((await list()).lesson).toMatchObject({ state: 'live', endedAt: null })
    expect(await assess()).toBeNull()
    await tell([fact(region, { kind: 'lesson-ended', minute: 180 })])
    await assess()
    expect([atFirst, (await minutesOf(region.selam))[0]]).toEqual([60, 156])
  })

  it('assesses again a lesson that went on and that nobody ended again', async () => {
    await tell([fact(region, { kind: 'lesson-live', minute: 0 }), fact(region, { kind: 'lesson-ended', minute: 60 })])
    await assess()
    await tell([fact(region, { kind: 'lesson-live', minute: 64 })])
    await assessDueLessons(JOBS)
    expect((await list()).rows.map((row) => row.plannedMinutes)).toEqual([171, 171, 171])
  })

  it('ends and assesses overdue lessons', async () => {
    await tell([fact(region, { kind: 'lesson-live', minute: 0 })])
    await assessDueLessons(JOBS)
    const { lesson, rows } = await list()
    expect(lesson.endedAt?.getTime()).toBe(lesson.endsAt.getTime() + 15 * 60_000)
    expect(rows.map((row) => row.plannedMinutes)).toEqual([175, 175, 175])
  })
})

describe('breaks and suspensions', () => {
  it('counts the break that was held, not the planned one', async () => {
    await roll('start', 'present')
    const held = [
      fact(region, { kind: 'break-ended', minute: 70 }),
      fact(region, { kind: 'break-started', minute: 60 }),
    ]
    for (const each of [...held, ...held, ...factsOfLesson(region)]) await tell([each])
    await assess()
    expect(await minutesOf(region.selam)).toEqual([170, 160, 0, 0, 10])
    expect(await minutesOf(region.anna)).toEqual([170, 60, 0, 0, 110])
  })

  it('asks for a second roll when an unplanned break was held, also in another municipality', async () => {
    await withActor(SET_UP, (tx) =>
      tx.update(lessons).set({ breakStartsAt: null, breakEndsAt: null }).where(eq(lessons.id, region.lessonId)),
    )
    await expect(roll('after_break', 'present')).rejects.toThrow(refused('input.unknown-choice'))
    await tell([fact(region, { kind: 'break-started', minute: 60 })])
    expect(await roll('after_break', 'present')).toMatchObject({ recorded: 1 })
    const { rounds } = await getRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId })
    expect(rounds).toEqual(['start', 'after_break'])
  })

  it('takes no notice of a break that was begun by mistake: neither rounds nor the planned break change', async () => {
    await roll('start', 'present')
    const mistake = [
      fact(region, { kind: 'break-started', minute: 2 }),
      fact(region, { kind: 'break-ended', minute: 2 + 5 / 60 }),
    ]
    await tell([...mistake, ...factsOfLesson(region)])
    await assess()
    expect(await minutesOf(region.anna)).toEqual([160, 80, 0, 0, 80])
    expect(await minutesOf(region.selam)).toEqual([160, 150, 0, 0, 10])
    await withActor(SET_UP, (tx) =>
      tx.update(lessons).set({ breakStartsAt: null, breakEndsAt: null }).where(eq(lessons.id, region.lessonId)),
    )
    const { rounds, turn } = await getRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId })
    expect([rounds, turn]).toEqual([['start'], 'start'])
    expect(await list(region.administrator)).toMatchObject({ missingRolls: [] })
    expect(await missingRounds(region.administrator)).toBeUndefined()
    await assess()
    expect(await minutesOf(region.anna)).toEqual([180, 180, 0, 0, 0])
  })

  it('counts several breaks, and not the mistakes between them', async () => {
    await roll('start', 'present')
    await roll('after_break', 'present')
    const breaks = [
      [40, 40.5],
      [60, 70],
      [120, 121],
      [150, 150.2],
    ].flatMap(([from = 0, to = 0]) => [
      fact(region, { kind: 'break-started', minute: from }),
      fact(region, { kind: 'break-ended', minute: to }),
    ])
    await tell([...factsOfLesson(region), ...breaks.toReversed()])
    await assess()
    expect(await minutesOf(region.anna)).toEqual([169, 169, 0, 0, 0])
    expect(await minutesOf(region.namesake)).toEqual([169, 0, 0, 0, 169])
    expect(await assess()).toEqual({ persons: 3, changed: 0 })
  })

  it("counts the communicator's absence as technical failure for everyone, and names the facts", async () => {
    const lost = [
      fact(region, { kind: 'lesson-suspended', minute: 120 }),
      fact(region, { kind: 'lesson-resumed', minute: 140 }),
    ]
    await tell([...factsOfLesson(region), ...lost])
    await assess()
    expect(await minutesOf(region.selam)).toEqual([160, 130, 0, 20, 10])
    expect(await minutesOf(region.namesake)).toEqual([160, 0, 0, 20, 140])
    const pieces = (await list()).rows.flatMap((row) => row.pieces.filter((piece) => piece.what === 'suspended'))
    expect(pieces).toHaveLength(3)
    const [explained] = (await list(region.bjurholmAdministrator)).rows
    expect(explained?.pieces.find((piece) => piece.what === 'suspended')).toMatchObject({ facts: [{}, {}] })
    expect(pieces[0]).toMatchObject({ facts: lost.map(({ factId, kind }) => ({ factId, kind })) })
  })

  it('includes a suspension that arrives after the assessment', async () => {
    await tell(factsOfLesson(region))
    await assess()
    await tell([fact(region, { kind: 'lesson-suspended', minute: 170 })])
    expect(await assess()).toEqual({ persons: 3, changed: 3 })
    expect(await minutesOf(region.selam)).toEqual([160, 140, 0, 10, 10])
  })

  it('ends a lesson that stayed suspended at its planned end, and nobody is absent from the suspended time', async () => {
    await tell([
      fact(region, { kind: 'lesson-live', minute: 0 }),
      fact(region, { kind: 'lesson-suspended', minute: 130 }),
    ])
    await assessDueLessons(JOBS)
    const { lesson } = await list()
    expect(lesson.endedAt).toEqual(lesson.endsAt)
    expect(await minutesOf(region.selam)).toEqual([160, 0, 0, 50, 110])
  })
})

describe('the attendance of a lesson', () => {
  it('has the evidence of every minute', async () => {
    await roll('start', 'present')
    await tell(factsOfLesson(region))
    await assess()
    const { rows, missingRolls } = await list()
    const selam = rows.find((row) => row.handle === entryHandleOf(region.lessonId, region.selam))
    expect(selam?.pieces.map((piece) => piece.what)).toEqual(['uncovered', 'device', 'device'])
    expect(selam?.pieces[1]).toMatchObject({ facts: [{ kind: 'media-up' }, { kind: 'left' }] })
    const anna = rows.find((row) => row.handle === entryHandleOf(region.lessonId, region.anna))
    expect(anna?.pieces[0]).toMatchObject({
      what: 'roll',
      mark: { mark: 'present', markedByName: expect.stringMatching(/^Staff/) },
    })
    expect(missingRolls).toEqual([{ siteId: region.siteId, siteName: 'Klassrummet', round: 'after_break' }])
  })

  it('counts the same missing rolls for many lessons at once, and none of those that others host', async () => {
    const count = async (actor = region.administrator) => (await missingRounds(actor)) ?? 0
    const both = async () => [await count(), (await list(region.administrator)).missingRolls.length]
    expect(await both()).toEqual([2, 2])
    await roll('start', 'present')
    expect(await both()).toEqual([1, 1])
    expect(await count(region.bjurholmAdministrator)).toBe(0)
    await roll('after_break', 'present')
    expect(await both()).toEqual([0, 0])
  })

  it('misses the second round of a roll without a planned break once a break was held', async () => {
    await withActor(SET_UP, (tx) =>
      tx.update(lessons).set({ breakStartsAt: null, breakEndsAt: null }).where(eq(lessons.id, region.lessonId)),
    )
    const count = () => missingRounds(region.administrator)
    expect(await count()).toBe(1)
    await tell([fact(region, { kind: 'break-started', minute: 60 })])
    expect(await count()).toBe(2)
  })

  it('shows a home municipality only its own people', async () => {
    await tell(factsOfLesson(region))
    await assess()
    const { rows } = await list(region.bjurholmAdministrator)
    expect(rows.map((row) => row.displayName)).toEqual(['Anna', 'Anna'])
  })

  it('is refused to a site host', async () => {
    await expect(list(region.siteHost)).rejects.toThrow(refused('access.not-allowed'))
  })
})

it.each([
  ['receiveMediaEvents', mediaEventsInput],
  ['getRoll', getRollInput],
  ['takeRoll', takeRollInput],
  ['assessLesson', assessLessonInput],
  ['listAttendance', listAttendanceInput],
])('%s refuses an unknown field', (_name, schema) => {
  const { error } = schema.safeParse({ surplus: true })
  expect(error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true)
})

it('attendance cannot be changed or deleted', async () => {
  await tell(factsOfLesson(region))
  await assess()
  for (const statement of [sql`update attendance_entries set present_minutes = 0`, sql`delete from presence_facts`]) {
    await expect(withActor(JOBS, (tx) => tx.execute(statement))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('permission denied') },
    })
  }
})
