import { execFileSync } from 'node:child_process'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { lessons } from '@/db/schema/courses'
import { persons, staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import type { StaffActor } from '@/domain/people/actor'
import { STAFF_ROLES } from '@/domain/people/roles'
import { addDays, dateOf } from '@/domain/time'
import { openPersonLink } from '@/services/access/open-person-link'
import { checkPassword } from '@/services/access/check-password'
import { getRoll } from '@/services/attendance/get-roll'
import { getClaimBasis } from '@/services/claims/get-claim-basis'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { SET_UP } from '@/tests/factories/set-up'
import { bundleEntry } from '@/tests/support/bundle'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let bundle: Awaited<ReturnType<typeof bundleEntry>>
let signIns: string

beforeAll(async () => {
  database = await createTestDatabase()
  bundle = await bundleEntry('demo/main.ts')
  signIns = seed()
})
afterAll(async () => {
  await bundle.remove()
  await database.close()
})

function seed(...flags: string[]): string {
  const env = { ...process.env, APP_DATABASE_URL: database.appUrl, PUBLIC_URL: 'http://localhost:3000' }
  return execFileSync(process.execPath, [bundle.path, ...flags], { env }).toString()
}

function counts() {
  return withActor(SET_UP, async (tx) => {
    const all = [municipalities, sites, staff, persons, lessons]
    const counted = []
    for (const table of all) counted.push(await tx.$count(table))
    return counted
  })
}

/** An actor who may see everything everywhere. */
async function makeWatcher(): Promise<StaffActor> {
  const rows = await withActor(SET_UP, (tx) => tx.select({ id: municipalities.id }).from(municipalities))
  const [member] = await withActor(SET_UP, (tx) => tx.select({ id: staff.id }).from(staff))
  if (!member) throw new Error('nobody works here')
  const roles = rows.flatMap(({ id }) => STAFF_ROLES.map((role) => ({ role, municipalityId: id, siteId: null })))
  return { kind: 'staff', staffId: member.id, roles }
}

it('prints sign-ins that work', async () => {
  const lines = signIns.trim().split('\n')
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    ...['administrator', 'communicator', 'sitehost', 'coordinator', 'caseofficer'],
    ...['participant Saba Exempel', 'participant Mehret Testdotter', 'participant Layla Exempel'],
  ])
  const [, email = '', password = ''] = /: (\S+) \/ (\S+)$/.exec(lines[1] ?? '') ?? []
  expect(await checkPassword({ email, password })).toMatchObject({ name: 'Miriam Exempel' })
  const secret = lines[5]?.split('#')[1] ?? ''
  expect(await openPersonLink({ secret })).toEqual({ language: 'ti' })
})

it('has today’s lesson in Tigrinya with eight in the classroom in Bjurholm, two with one name', async () => {
  const watcher = await makeWatcher()
  const input = listLessonsInput.parse({ search: 'tigrinska', state: 'planned', sort: 'startsAt' })
  const [lesson] = (await listLessons(watcher, input)).rows
  expect(lesson).toMatchObject({ themePart: 3, language: 'ti', communicatorName: 'Miriam Exempel' })
  expect(lesson && Date.now() - lesson.startsAt.getTime()).toBeLessThan(5 * 60_000 + 60_000)
  const [site] = await withActor(SET_UP, (tx) => tx.select({ id: sites.id, name: sites.name }).from(sites)).then(
    (rows) => rows.filter((row) => row.name.startsWith('Hallonet')),
  )
  if (!lesson || !site) throw new Error('nothing to take the roll of')
  const { rows } = await getRoll(watcher, { lessonId: lesson.lessonId, siteId: site.id })
  expect(rows).toHaveLength(8)
  expect(rows.filter((row) => row.hasNamesake)).toHaveLength(2)
})

it('has a lesson of last week for a claim', async () => {
  const [bjurholm] = (await withActor(SET_UP, (tx) => tx.select().from(municipalities))).filter(
    (each) => each.code === '2403',
  )
  if (!bjurholm) throw new Error('Bjurholm is missing')
  const today = dateOf(Date.now())
  const basis = await getClaimBasis(await makeWatcher(), {
    municipalityId: bjurholm.id,
    fromOn: addDays(today, -30),
    untilOn: today,
  })
  expect(basis.totals).toMatchObject({ persons: 8, lessons: 1, presentMinutes: 8 * 160 })
})

it('is the same when created again, and prints the same sign-ins', async () => {
  const before = await counts()
  expect(seed()).toBe(signIns)
  expect(seed('--today')).toBe('')
  expect(seed('--print')).toBe(signIns)
  expect(await counts()).toEqual(before)
})
