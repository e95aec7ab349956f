import { randomUUID } from 'node:crypto'

import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { groupSites } from '@/db/schema/courses'
import { personLinks, persons } from '@/db/schema/people'
import type { PersonId, SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { hashSecret } from '@/services/access/secret'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { entryHandleOf } from '@/services/attendance/entry-handle'
import { findByCard } from '@/services/attendance/find-by-card'
import { getRoll } from '@/services/attendance/get-roll'
import { listAttendance } from '@/services/attendance/list-attendance'
import type { NewMark } from '@/services/attendance/new-mark'
import { takeRoll } from '@/services/attendance/take-roll'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { enrol } from '@/tests/factories/courses'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { rollMark } from '@/tests/factories/roll'
import { SET_UP } from '@/tests/factories/set-up'
import { factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const MINUTE_MS = 60_000

let database: TestDatabase
let region: Region
/** Another classroom of the same group, in a municipality of its own. */
let other: { siteId: SiteId; host: Actor }

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await begun(0)
})

/** The lesson began so many minutes ago. */
async function begun(minutesAgo: number): Promise<void> {
  region = await makeRegion(new Date(Date.now() - minutesAgo * MINUTE_MS))
  const municipalityId = await makeMunicipality()
  const siteId = await makeSite(municipalityId, 'Biblioteket')
  await withActor(SET_UP, (tx) => tx.insert(groupSites).values({ groupId: region.groupId, siteId }))
  other = { siteId, host: await makeStaff({ role: 'site_host', municipalityId, siteId }) }
}

async function cardOf(personId: PersonId): Promise<string> {
  const secret = randomUUID()
  await withActor(SET_UP, (tx) => tx.insert(personLinks).values({ personId, secretHash: hashSecret(secret) }))
  return secret
}

const there = () => ({ lessonId: region.lessonId, siteId: other.siteId, round: 'start' as const })
const here = () => ({ lessonId: region.lessonId, siteId: region.siteId, round: 'start' as const })
const rollOf = async (host: Actor, siteId: SiteId) => getRoll(host, { lessonId: region.lessonId, siteId })
const visit = (personId: PersonId, more: Partial<NewMark> = {}) =>
  takeRoll(other.host, { ...there(), marks: [rollMark(personId, 'present', { isVisiting: true, ...more })] })
const NOT_ON_ROLL = expect.objectContaining({ code: 'attendance.not-on-roll' })

it.each([
  [9, 'present'],
  [40, 'late'],
] as const)('a card that is scanned after %i minutes means %s', async (minutes, means) => {
  await begun(minutes)
  const secret = await cardOf(region.anna)
  const first = rollMark(region.anna, 'excused')
  await takeRoll(region.siteHost, { ...here(), marks: [first] })
  expect(await findByCard(region.siteHost, { ...here(), secret })).toMatchObject({
    ...{ personId: region.anna, displayName: 'Anna', visitsFrom: null, means },
    current: { mark: 'excused', markKey: first.markKey },
  })
})

it('somebody who was late by a card has the minutes from the scan on', async () => {
  region = await makeRegion(new Date('2026-01-12T08:00:00Z'))
  const arrivedAt = '2026-01-12T08:40:00Z'
  await takeRoll(region.siteHost, { ...here(), marks: [rollMark(region.anna, 'late', { arrivedAt })] })
  await receiveMediaEvents({ kind: 'system', name: 'media-server' }, { nodeId: 'node-1', facts: factsOfLesson(region) })
  await assessLesson({ kind: 'system', name: 'jobs' }, { lessonId: region.lessonId })
  const { rows } = await listAttendance(region.communicator, { lessonId: region.lessonId })
  const anna = rows.find((row) => row.handle === entryHandleOf(region.lessonId, region.anna))
  // 80 minutes before the break, of which 40 with Anna; nobody took the second roll.
  expect([anna?.presentMinutes, anna?.absentMinutes]).toEqual([40, 120])
})

it('somebody who was enrolled while the page was open is found by name', async () => {
  const before = await rollOf(region.siteHost, region.siteId)
  const yonas = await makePerson(region.bjurholm, { displayName: 'Yonas' })
  const place = { groupId: region.groupId, hostingMunicipalityId: region.umea, homeMunicipalityId: region.bjurholm }
  await enrol({ ...place, personId: yonas, siteId: region.siteId })
  const found = await findByCard(region.siteHost, { ...here(), secret: await cardOf(yonas) })
  expect(found).toMatchObject({ displayName: 'Yonas', visitsFrom: null })
  const after = await rollOf(region.siteHost, region.siteId)
  expect(after.rows.length).toBe(before.rows.length + 1)
})

it.each([
  ['another classroom', () => region.anna, 'Klassrummet'],
  ['home', () => region.selam, null],
])('somebody from %s is counted here after a question, and the mark notes where', async (_label, whose, siteName) => {
  const personId = whose()
  const found = await findByCard(other.host, { ...there(), secret: await cardOf(personId) })
  expect(found).toMatchObject({ personId, visitsFrom: { siteName } })
  const unasked = await takeRoll(other.host, { ...there(), marks: [rollMark(personId, 'present')] })
  expect(unasked.marks).toMatchObject([{ outcome: 'refused', code: 'attendance.not-on-roll' }])
  expect(await visit(personId)).toMatchObject({ recorded: 1 })
  const { rows } = await rollOf(other.host, other.siteId)
  expect(rows).toMatchObject([{ personId, visitsFrom: { siteName }, marks: { start: { mark: 'present' } } }])
  const marked = await withActor(SET_UP, (tx) =>
    tx.execute<{ site_id: string }>(sql`select site_id from roll_marks where person_id = ${personId}`),
  )
  expect(marked.map((row) => row.site_id)).toEqual([other.siteId])
  const audit = await withActor(SET_UP, (tx) =>
    tx.execute<{ details: unknown }>(
      sql`select details from audit_entries where action = 'roll.taken' and subject_id = ${region.lessonId}`,
    ),
  )
  expect(audit.map((row) => row.details)).toEqual([{ siteId: other.siteId, round: 'start', marks: 1, visiting: 1 }])
})

it('the two classrooms see each other’s marks of a visitor, and neither overwrites one unasked', async () => {
  await takeRoll(region.siteHost, { ...here(), marks: [rollMark(region.anna, 'absent')] })
  const asked = await visit(region.anna)
  expect(asked).toMatchObject({ recorded: 0, marks: [{ outcome: 'asks', current: { mark: 'absent' } }] })
  await visit(region.anna, { replaces: asked.marks[0]?.current?.markKey ?? null })
  const { rows } = await rollOf(region.siteHost, region.siteId)
  expect(rows.find((row) => row.personId === region.anna)?.marks.start?.mark).toBe('present')
  const again = await takeRoll(region.siteHost, { ...here(), marks: [rollMark(region.anna, 'absent')] })
  expect(again).toMatchObject({ recorded: 0, marks: [{ outcome: 'asks', current: { mark: 'present' } }] })
})

it('a protected person of another classroom is refused like an unknown card, and cannot be marked', async () => {
  await withActor(SET_UP, (tx) =>
    tx.update(persons).set({ protectedIdentity: true }).where(eq(persons.id, region.anna)),
  )
  const [known, unknown] = [await cardOf(region.anna), randomUUID()]
  for (const secret of [known, unknown]) {
    await expect(findByCard(other.host, { ...there(), secret })).rejects.toThrow(NOT_ON_ROLL)
  }
  expect((await visit(region.anna)).marks).toEqual(
    (await visit(randomUUID() as PersonId)).marks.map((mark) => ({ ...mark, markKey: expect.any(String) })),
  )
  // At their own classroom they are on the roll as before.
  expect(await findByCard(region.siteHost, { ...here(), secret: known })).toMatchObject({ personId: region.anna })
})

it('a person of another group is refused like an unknown card', async () => {
  const stranger = await makePerson(region.bjurholm, { displayName: 'Stranger' })
  const secret = await cardOf(stranger)
  await expect(findByCard(other.host, { ...there(), secret })).rejects.toThrow(NOT_ON_ROLL)
})
