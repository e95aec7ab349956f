import { rm } from 'node:fs/promises'

import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { insertEntries } from '@/db/queries/attendance'
import { attendanceEntries } from '@/db/schema/attendance'
import { migrate } from '@/db/migrate'
import type { SystemActor } from '@/domain/people/actor'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { openFactMonths } from '@/services/attendance/open-fact-months'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { fact, factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { MIGRATIONS, migrationsBefore } from '@/tests/support/older-migrations'
import { createEmptyDatabase, createTestDatabase, PASSWORDS, type TestDatabase } from '@/tests/support/postgres'
import { makeTwoWorlds } from '@/tests/support/two-municipalities'

const JOBS: SystemActor = { kind: 'system', name: 'jobs' }
const MEDIA_SERVER: SystemActor = { kind: 'system', name: 'media-server' }
const OTHER = 'presence_months.other'
const AHEAD = 2

const nameOf = (at: Date) => `presence_months.m${at.getUTCFullYear()}_${String(at.getUTCMonth() + 1).padStart(2, '0')}`
const monthsFromNow = (months: number) => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1))
}

describe('facts by month', () => {
  let database: TestDatabase
  let owner: postgres.Sql
  let region: Region

  beforeAll(async () => {
    database = await createTestDatabase()
    owner = postgres(database.ownerUrl, { max: 2 })
  })
  afterAll(async () => {
    await owner.end()
    await database.close()
  })
  beforeEach(async () => {
    region = await makeRegion()
  })

  const tell = (facts: unknown[]) => receiveMediaEvents(MEDIA_SERVER, { nodeId: 'node-1', facts })
  /** In which table the fact is, each time that it is there. */
  async function placesOf(factId: string): Promise<string[]> {
    const rows = await owner<{ place: string }[]>`
      select tableoid::regclass::text as place from presence_facts where id = ${factId}`
    return rows.map(({ place }) => place)
  }
  const toldAt = (at: Date) => ({ ...fact(region, { kind: 'joined', minute: 0 }), at: at.toISOString() })

  it('has partitions for this month and the next two', async () => {
    const rows = await owner<{ place: string }[]>`
      select inhrelid::regclass::text as place from pg_inherits where inhparent = 'presence_facts'::regclass`
    const ahead = Array.from({ length: AHEAD + 1 }, (_, months) => nameOf(monthsFromNow(months)))
    expect(rows.map(({ place }) => place)).toEqual(expect.arrayContaining([OTHER, ...ahead]))
    const now = toldAt(new Date())
    await tell([now])
    expect(await placesOf(now.factId)).toEqual([nameOf(new Date())])
  })

  it('a fact is in the month of its time in UTC, to the last millisecond', async () => {
    const next = monthsFromNow(1)
    const [last, first] = [toldAt(new Date(next.getTime() - 1)), toldAt(next)]
    await tell([last, first])
    expect(await placesOf(last.factId)).toEqual([nameOf(monthsFromNow(0))])
    expect(await placesOf(first.factId)).toEqual([nameOf(next)])
  })

  it.each([
    ['of years ago', '2022-02-28T23:59:59.999Z', 'presence_months.m2022_02'],
    ['of before there was a lesson', '1970-01-01T00:00:00.000Z', OTHER],
    ['of a clock that is years ahead', '2199-12-31T12:00:00.000Z', OTHER],
  ])('a fact %s is stored once, and the job files it without losing it', async (_, at, place) => {
    const late = toldAt(new Date(at))
    expect(await tell([late])).toEqual({ recorded: 1, repeated: 0, setAside: [] })
    expect(await placesOf(late.factId)).toEqual([OTHER])
    await openFactMonths(JOBS)
    expect(await placesOf(late.factId)).toEqual([place])
    expect(await tell([late])).toEqual({ recorded: 0, repeated: 1, setAside: [] })
    expect(await placesOf(late.factId)).toEqual([place])
    expect(await openFactMonths(JOBS)).toEqual({ opened: 0 })
    const [state] = await owner`
      select tgenabled from pg_trigger where tgrelid = 'presence_months.other'::regclass and tgname = 'append_only'`
    expect(state).toEqual({ tgenabled: 'O' })
  })

  it('a lesson whose facts are in several months is assessed with all of them', async () => {
    const late = await makeRegion(new Date('2023-05-31T22:00:00Z'))
    const facts = factsOfLesson(late)
    await tell(facts)
    const assessed = await assessLesson(JOBS, { lessonId: late.lessonId })
    await openFactMonths(JOBS)
    expect(new Set((await Promise.all(facts.map(({ factId }) => placesOf(factId)))).flat())).toEqual(
      new Set(['presence_months.m2023_05', 'presence_months.m2023_06']),
    )
    expect(assessed).toMatchObject({ persons: 3, changed: 3 })
    expect(await assessLesson(JOBS, { lessonId: late.lessonId })).toMatchObject({ persons: 3, changed: 0 })
  })

  it('two processes that open the same month open it once', async () => {
    const late = toldAt(new Date('2022-08-15T12:00:00Z'))
    await tell([late])
    const opened = await Promise.all([openFactMonths(JOBS), openFactMonths(JOBS)])
    expect(opened.reduce((sum, one) => sum + one.opened, 0)).toBe(1)
    expect(await placesOf(late.factId)).toEqual(['presence_months.m2022_08'])
  })

  it('a month waits for those who read facts instead of holding them up, and is opened the next time', async () => {
    const late = toldAt(new Date('2022-09-15T12:00:00Z'))
    await tell([late])
    await owner.begin(async (tx) => {
      await tx`select count(*) from presence_facts`
      await expect(openFactMonths(JOBS)).rejects.toMatchObject({ code: '55P03' })
      expect(await tell([late])).toMatchObject({ repeated: 1 })
    })
    expect(await openFactMonths(JOBS)).toEqual({ opened: 1 })
  })

  it('is opened by the jobs alone', async () => {
    await expect(openFactMonths(region.administrator)).rejects.toThrow('access.not-allowed')
    await expect(openFactMonths(MEDIA_SERVER)).rejects.toThrow('access.not-allowed')
  })

  it('each partition is protected as the whole is', async () => {
    await tell([toldAt(new Date('2022-03-15T12:00:00Z'))])
    await openFactMonths(JOBS)
    const partitions = await owner<{ place: string }[]>`
      select inhrelid::regclass::text as place from pg_inherits where inhparent = 'presence_facts'::regclass`
    expect(partitions.length).toBeGreaterThan(AHEAD + 2)
    for (const { place } of partitions) {
      const [table] = await owner`
        select c.relrowsecurity as "isBound", c.reloptions::text as options,
          has_table_privilege('samsal_app', c.oid, 'select, insert, update, delete, truncate') as "isOpen",
          (select count(*)::int from pg_constraint where conrelid = c.oid and contype = 'f') as "foreignKeys",
          (select count(*)::int from pg_index where indrelid = c.oid and indisvalid) as indexes
        from pg_class c where c.oid = ${place}::regclass`
      expect(table).toEqual({
        ...{ isBound: true, isOpen: false, foreignKeys: 1, indexes: 2 },
        options: '{autovacuum_vacuum_insert_scale_factor=0.02}',
      })
      for (const change of ['delete from', 'truncate']) {
        await expect(owner.unsafe(`${change} ${place}`)).rejects.toThrow('append-only')
      }
    }
    const app = postgres(database.appUrl, { max: 1 })
    await expect(app`select from presence_months.m2022_03`).rejects.toThrow('permission denied')
    await app.end()
  })
})

describe('a database of the version that stored facts in one table, and evidence beside the minutes', () => {
  const TIMES = [
    '1999-12-31T23:59:59.999Z',
    '2024-02-29T10:00:00.000Z',
    '2024-02-29T10:00:00.001Z',
    '2026-01-12T08:00Z',
  ]
  let database: TestDatabase
  let owner: postgres.Sql
  let folder: string
  let before: { facts: postgres.Row[]; entries: postgres.Row[] }

  const facts = () => owner`select * from presence_facts order by id`

  beforeAll(async () => {
    folder = await migrationsBefore('months_and_evidence')
    database = await createEmptyDatabase()
    owner = postgres(database.ownerUrl, { max: 1 })
    const options = { ownerUrl: database.ownerUrl, passwords: PASSWORDS }
    await migrate({ ...options, migrationsFolder: folder })
    await makeTwoWorlds(owner, { hasEvidenceApart: false, hasProviders: false })
    for (const at of [...TIMES, new Date().toISOString()]) {
      await owner`insert into presence_facts (id, lesson_id, kind, person_id, peer_id, at, node_id)
        select gen_random_uuid(), lesson_id, 'seen', person_id, 'p', ${at}, 'n' from attendance_entries`
    }
    const entries = await owner`select * from attendance_entries order by id`
    before = { facts: await facts(), entries }
    await migrate({ ...options, migrationsFolder: MIGRATIONS })
  })
  afterAll(async () => {
    await owner.end()
    await database.close()
    await rm(folder, { recursive: true })
  })

  it('has every fact, unchanged, in its month', async () => {
    expect(before.facts).toHaveLength(2 * (TIMES.length + 2))
    expect(await facts()).toEqual(before.facts)
    const places = await owner<{ place: string }[]>`
      select distinct tableoid::regclass::text as place from presence_facts order by 1`
    expect(places.map(({ place }) => place)).toEqual(
      [OTHER, 'presence_months.m2024_02', 'presence_months.m2026_01', nameOf(new Date())].toSorted(),
    )
    expect(await owner`select to_regclass('presence_facts_before') as old`).toEqual([{ old: null }])
  })

  it('has every entry with its evidence, unchanged', async () => {
    const after = await owner`select * from attendance_entries join attendance_evidence on entry_id = id order by id`
    expect(after.map(({ entry_id: _entryId, ...entry }) => entry)).toEqual(before.entries)
    await expect(owner`update attendance_entries set present_minutes = 0`).rejects.toThrow('append-only')
    await expect(owner`delete from attendance_evidence`).rejects.toThrow('append-only')
  })
})

describe('evidence', () => {
  it('is written with its entry: an entry without it does not outlive its transaction', async () => {
    const database = await createTestDatabase()
    const { lessonId, selam, umea } = await makeRegion()
    const entry = {
      ...{ lessonId, personId: selam, homeMunicipalityId: umea, hostingMunicipalityId: umea, lessonOn: '2026-01-12' },
      ...{ origin: 'assessed' as const, plannedMinutes: 1, presentMinutes: 1, excusedMinutes: 0 },
      ...{ technicalFailureMinutes: 0, absentMinutes: 0, ruleSetId: 'r' },
    }
    const alone = withActor(JOBS, (tx) => tx.insert(attendanceEntries).values(entry))
    await expect(alone).rejects.toMatchObject({ code: '23503', constraint: 'entry_has_evidence' })
    await withActor(JOBS, (tx) => insertEntries(tx, [{ ...entry, evidence: { pieces: [] } }]))
    expect(await withActor(JOBS, (tx) => tx.$count(attendanceEntries))).toBe(1)
    await database.close()
  })
})
