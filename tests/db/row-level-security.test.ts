import { randomUUID } from 'node:crypto'

import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { attendanceEntries, attendanceEvidence, presenceFacts, rollMarks } from '@/db/schema/attendance'
import { auditEntries } from '@/db/schema/audit'
import { enrolments } from '@/db/schema/courses'
import { homeRegistrations, nameKeys, personLinks, persons } from '@/db/schema/people'
import type { Actor } from '@/domain/people/actor'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { takeRoll } from '@/services/attendance/take-roll'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { rollMark } from '@/tests/factories/roll'
import { SET_UP } from '@/tests/factories/set-up'
import { factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const TABLES = {
  persons,
  name_keys: nameKeys,
  home_registrations: homeRegistrations,
  person_links: personLinks,
  enrolments,
  presence_facts: presenceFacts,
  roll_marks: rollMarks,
  attendance_entries: attendanceEntries,
  attendance_evidence: attendanceEvidence,
  audit_entries: auditEntries,
} as const

const REFUSED = { cause: { message: expect.stringContaining('row-level security') } }

let database: TestDatabase
let region: Region
let stranger: Actor
let asApp: postgres.Sql

beforeAll(async () => {
  database = await createTestDatabase()
  asApp = postgres(database.appUrl, { max: 1 })
  region = await makeRegion()
  const marks = [rollMark(region.anna, 'present')]
  await takeRoll(region.siteHost, { lessonId: region.lessonId, siteId: region.siteId, round: 'start', marks })
  await receiveMediaEvents({ kind: 'system', name: 'media-server' }, { nodeId: 'node-1', facts: factsOfLesson(region) })
  await assessLesson({ kind: 'system', name: 'jobs' }, { lessonId: region.lessonId })
  await withActor(SET_UP, (tx) => tx.insert(personLinks).values({ personId: region.selam, secretHash: randomUUID() }))
  stranger = await makeStaff({ role: 'administrator', municipalityId: await makeMunicipality() })
})
afterAll(async () => {
  await asApp.end()
  await database.close()
})

describe.each(Object.entries(TABLES))('%s', (name, table) => {
  it('has rows, and none of them for another municipality’s administrator', async () => {
    expect(await withActor(SET_UP, (tx) => tx.$count(table))).toBeGreaterThan(0)
    expect(await withActor(stranger, (tx) => tx.$count(table))).toBe(0)
  })

  it('returns nothing without an actor', async () => {
    expect(await asApp`select 1 from ${asApp(name)}`).toHaveLength(0)
  })
})

describe('what each may see', () => {
  it('a person sees only themselves', async () => {
    const seen = await withActor({ kind: 'person', personId: region.selam }, (tx) =>
      tx.select({ id: persons.id }).from(persons),
    )
    expect(seen).toEqual([{ id: region.selam }])
  })

  it('the hosting municipality sees those it teaches, the home municipality its residents', async () => {
    const seenBy = async (actor: Actor) => withActor(actor, (tx) => tx.$count(persons))
    expect(await seenBy(region.administrator)).toBe(3)
    expect(await seenBy(region.bjurholmAdministrator)).toBe(2)
  })

  it('nobody may register a person in a municipality where they have no role', async () => {
    const person = await makePerson(region.bjurholm)
    const moving = withActor(region.bjurholmAdministrator, (tx) =>
      tx.execute(sql`update persons set home_municipality_id = ${region.umea} where id = ${person}`),
    )
    await expect(moving).rejects.toMatchObject(REFUSED)
  })

  it('staff write no attendance but corrections in their own name, and no facts', async () => {
    const write = (statement: ReturnType<typeof sql>) => withActor(region.communicator, (tx) => tx.execute(statement))
    const copied = (origin: string, actorId: string) => sql`
      insert into attendance_entries (lesson_id, person_id, home_municipality_id, hosting_municipality_id, lesson_on, origin,
        planned_minutes, present_minutes, excused_minutes, technical_failure_minutes, absent_minutes, rule_set_id, actor_id, reason)
      select lesson_id, person_id, home_municipality_id, hosting_municipality_id, lesson_on, ${origin},
        planned_minutes, planned_minutes, 0, 0, 0, rule_set_id, ${actorId}::uuid, 'because' from attendance_entries limit 1`
    await expect(write(copied('assessed', region.communicator.staffId))).rejects.toMatchObject(REFUSED)
    await expect(write(copied('corrected', region.administrator.staffId))).rejects.toMatchObject(REFUSED)
    await expect(
      write(sql`insert into presence_facts (id, lesson_id, kind, at, node_id)
      values (gen_random_uuid(), ${region.lessonId}, 'lesson-live', now(), 'mine')`),
    ).rejects.toMatchObject(REFUSED)
  })
})

describe('the app’s role cannot bypass it', () => {
  it.each([
    ['by another role', 'set role samsal'],
    ['by session authorization', 'set session authorization samsal'],
    ['by switching it off for itself', 'alter role samsal_app bypassrls'],
    ['by changing a policy', 'alter policy own_municipality_or_self on persons using (true)'],
    ['by dropping a policy', 'drop policy own_municipality_or_self on persons'],
    ['by disabling it on a table', 'alter table persons disable row level security'],
    ['by owning a table', 'alter table persons owner to samsal_app'],
    ['by disabling a trigger', 'alter table presence_facts disable trigger append_only'],
    [
      'by changing a function',
      'create or replace function is_system() returns boolean language sql as $$ select true $$',
    ],
    ['by changing a fact', "update presence_facts set kind = 'seen'"],
    ['by deleting a fact', 'delete from presence_facts'],
    ['by emptying a table', 'truncate audit_entries'],
    ['by changing attendance', 'update attendance_entries set present_minutes = 0'],
    ['by changing evidence', "update attendance_evidence set evidence = '{}'"],
    ['by reading a month of facts past its policies', 'select * from presence_months.other'],
    ['by changing the roll', 'update roll_marks set mark = mark'],
    ['by changing the audit', 'update audit_entries set action = action'],
    ['by reading the queue', 'select * from graphile_worker.jobs'],
  ])('%s', async (_label, statement) => {
    await expect(asApp.unsafe(`set app.actor = 'system:jobs'; ${statement}`)).rejects.toThrow(
      /permission denied|must be owner|row-level security|must have|append-only|not permitted|only roles with/i,
    )
    await asApp.unsafe('reset app.actor')
  })

  it('row_security = off is an error instead of everything', async () => {
    await expect(asApp.unsafe('set row_security = off; select * from persons')).rejects.toThrow(/row-level security/)
    await asApp.unsafe('set row_security = on')
  })

  it('even the owner cannot change what is append-only', async () => {
    const owner = postgres(database.ownerUrl, { max: 1 })
    await expect(owner`delete from presence_facts`).rejects.toThrow('append-only')
    await expect(owner`update attendance_entries set present_minutes = 0`).rejects.toThrow('append-only')
    await expect(owner`delete from attendance_evidence`).rejects.toThrow('append-only')
    await owner.end()
  })
})
