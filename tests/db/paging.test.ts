import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { AUDIT_SORTS } from '@/db/queries/audit'
import { ENDPOINT_SORTS } from '@/db/queries/endpoints'
import { ENROLMENT_SORTS } from '@/db/queries/enrolments'
import { GROUP_SORTS } from '@/db/queries/groups'
import { LESSON_SORTS } from '@/db/queries/lessons'
import { COUNT_MAX } from '@/db/queries/paging'
import { PARTICIPANT_SORTS } from '@/db/queries/people'
import { MUNICIPALITY_SORTS, SITE_SORTS } from '@/db/queries/regions'
import { STAFF_SORTS } from '@/db/queries/staff'
import { withActor } from '@/db/client'
import { endpoints } from '@/db/schema/endpoints'
import { sites } from '@/db/schema/regions'
import type { GroupId, MunicipalityId, SiteId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { listEndpoints, listEndpointsInput } from '@/services/access/list-endpoints'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { listMunicipalities, listMunicipalitiesInput } from '@/services/regions/list-municipalities'
import { listSites, listSitesInput } from '@/services/regions/list-sites'
import { saveSite } from '@/services/regions/save-site'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { given, makeMunicipality, makeSite } from '@/tests/factories/regions'
import { nextNumber, SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

type Page = { rows: readonly object[]; total: number; previous: string | null; next: string | null }
type Ask = (query: Record<string, unknown>) => Promise<Page>
type List = { name: string; sorts: readonly string[]; idOf: string; ask: (actor: StaffActor) => Ask }

const ROWS = 7
const DAY_MS = 24 * 3_600_000

let database: TestDatabase
let umea: MunicipalityId
let bjurholm: MunicipalityId
let siteId: SiteId
let groupId: GroupId
let actor: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  umea = await makeMunicipality('Umeå')
  bjurholm = await makeMunicipality('Bjurholm')
  siteId = await makeSite(umea, 'Same')
  actor = await makeStaff(
    { role: 'administrator', municipalityId: umea },
    { role: 'administrator', municipalityId: bjurholm },
  )
  const place = { hostingMunicipalityId: umea, communicatorId: actor.staffId }
  groupId = await makeGroup({ ...place, siteIds: [siteId] }, { name: 'Same' })
  for (let row = 0; row < ROWS; row += 1) await makeRows(row, place)
})
afterAll(() => database.close())

/** One more row of every list; many have the same sort value, some have none. */
async function makeRows(
  row: number,
  place: { hostingMunicipalityId: MunicipalityId; communicatorId: typeof actor.staffId },
) {
  const isOdd = row % 2 === 1
  const homeMunicipalityId = isOdd ? umea : bjurholm
  const personId = await makePerson(homeMunicipalityId, { displayName: row < 4 ? 'Anna' : `Östen ${row}` })
  await enrol({ groupId, personId, hostingMunicipalityId: umea, homeMunicipalityId, siteId: isOdd ? siteId : null })
  await makeGroup(place, { name: isOdd ? 'Same' : `Åk ${row}` })
  const startsAt = new Date(Date.UTC(2026, 0, 5) + (row % 3) * DAY_MS)
  await makeLesson({ ...place, groupId: await makeGroup(place) }, startsAt, { themePart: isOdd ? null : 3 })
  await makeStaff({ role: 'interpreter', municipalityId: umea })
  const own = await makeSite(umea, `Same`)
  await saveSite(actor, {
    siteId: own,
    municipalityId: umea,
    name: 'Same',
    address: isOdd ? '' : 'Gatan 1',
    closedOn: null,
  })
  const secretHash = `hash-${nextNumber()}`
  await withActor(SET_UP, (tx) =>
    tx
      .insert(endpoints)
      .values({ siteId: own, municipalityId: umea, name: 'Vägg', secretHash, pairedBy: actor.staffId }),
  )
}

const LISTS: readonly List[] = [
  {
    name: 'participants',
    sorts: PARTICIPANT_SORTS,
    idOf: 'personId',
    ask: (by) => (query) => listParticipants(by, listParticipantsInput.parse(query)),
  },
  {
    name: 'groups',
    sorts: GROUP_SORTS,
    idOf: 'groupId',
    ask: (by) => (query) => listGroups(by, listGroupsInput.parse(query)),
  },
  {
    name: 'lessons',
    sorts: LESSON_SORTS,
    idOf: 'lessonId',
    ask: (by) => (query) => listLessons(by, listLessonsInput.parse(query)),
  },
  {
    name: 'staff',
    sorts: STAFF_SORTS,
    idOf: 'staffId',
    ask: (by) => (query) => listStaff(by, listStaffInput.parse(query)),
  },
  {
    name: 'municipalities',
    sorts: MUNICIPALITY_SORTS,
    idOf: 'municipalityId',
    ask: (by) => (query) => listMunicipalities(by, listMunicipalitiesInput.parse(query)),
  },
  {
    name: 'sites',
    sorts: SITE_SORTS,
    idOf: 'siteId',
    ask: (by) => (query) => listSites(by, listSitesInput.parse(query)),
  },
  {
    name: 'endpoints',
    sorts: ENDPOINT_SORTS,
    idOf: 'endpointId',
    ask: (by) => (query) => listEndpoints(by, listEndpointsInput.parse(query)),
  },
  {
    name: 'enrolments',
    sorts: ENROLMENT_SORTS,
    idOf: 'enrolmentId',
    ask: (by) => (query) => listEnrolments(by, listEnrolmentsInput.parse({ ...query, groupId })),
  },
  {
    name: 'audit',
    sorts: AUDIT_SORTS,
    idOf: 'auditId',
    ask: (by) => (query) => listAudit(by, listAuditInput.parse(query)),
  },
]

const CASES = LISTS.flatMap((list) =>
  list.sorts.flatMap((sort) =>
    (['asc', 'desc'] as const).map((direction) => ({
      label: `${list.name} by ${sort}, ${direction}`,
      list,
      sort,
      direction,
    })),
  ),
)

const idsOn = (page: Page, idOf: string) => page.rows.map((row) => String(Reflect.get(row, idOf)))

/** Every page from a cursor on, in one direction. */
async function walk(ask: Ask, query: Record<string, unknown>, toward: 'next' | 'previous'): Promise<Page[]> {
  const pages = [await ask(query)]
  for (let cursor = pages[0]?.[toward]; cursor; cursor = pages.at(-1)?.[toward]) {
    pages.push(await ask({ ...query, cursor }))
    if (pages.length > 100) throw new Error('a walk through the pages does not end')
  }
  return pages
}

describe.each(CASES)('$label', ({ list, sort, direction }) => {
  const query = { sort, direction, pageSize: 2 }

  it('has every row on one page, forward and back', async () => {
    const ask = list.ask(actor)
    const all = idsOn(await ask({ ...query, pageSize: 200 }), list.idOf)
    const forward = await walk(ask, query, 'next')
    expect(all.length).toBeGreaterThanOrEqual(2)
    expect(new Set(all).size).toBe(all.length)
    expect(forward.flatMap((page) => idsOn(page, list.idOf))).toEqual(all)
    expect(forward[0]?.previous).toBeNull()

    const last = forward.at(-2)?.next
    const back = last ? await walk(ask, { ...query, cursor: last }, 'previous') : []
    if (back.length > 0) {
      const found = back.toReversed().map((page) => idsOn(page, list.idOf))
      expect(new Set(found.flat())).toEqual(new Set(all))
      expect(found[0]).toEqual(all.slice(0, 2))
    }
  })

  it('starts at the beginning for an invalid cursor', async () => {
    const ask = list.ask(actor)
    const first = idsOn(await ask(query), list.idOf)
    for (const cursor of ['', 'x', 'AAAA', '%00', '../../etc', 'a'.repeat(1_000)]) {
      expect(idsOn(await ask({ ...query, cursor }), list.idOf)).toEqual(first)
    }
  })
})

it('a cursor of another order starts at the beginning', async () => {
  const ask = (query: Record<string, unknown>) => listSites(actor, listSitesInput.parse(query))
  const { next } = await ask({ sort: 'name', pageSize: 2 })
  const first = await ask({ sort: 'address', pageSize: 2 })
  expect(await ask({ sort: 'address', pageSize: 2, cursor: next })).toMatchObject({ rows: first.rows, previous: null })
  const fallen = await ask({ sort: 'name', direction: 'desc', pageSize: 2 })
  expect((await ask({ sort: 'name', direction: 'desc', pageSize: 2, cursor: next })).rows).toEqual(fallen.rows)
})

it('rows inserted and deleted between two pages move no other', async () => {
  const where = await makeMunicipality('Växjö')
  const ask = (query: Record<string, unknown>) =>
    listSites(actor, listSitesInput.parse({ municipalityId: where, pageSize: 2, ...query }))
  for (const name of ['b', 'd', 'f', 'h']) await makeSite(where, name)
  const first = await ask({})
  expect(first.rows.map((row) => row.name)).toEqual(['b', 'd'])
  await makeSite(where, 'a')
  await makeSite(where, 'e')
  const second = await ask({ cursor: first.next })
  expect(second.rows.map((row) => row.name)).toEqual(['e', 'f'])
  const back = await ask({ cursor: second.previous })
  expect(back.rows.map((row) => row.name)).toEqual(['b', 'd'])
  // Only one row is left before it, so the first page is shown, and it is full.
  const start = await ask({ cursor: back.previous })
  expect(start.rows.map((row) => row.name)).toEqual(['a', 'b'])
  expect(start.previous).toBeNull()
})

it('a page whose rows are gone is the first', async () => {
  const where = await makeMunicipality()
  for (const name of ['a', 'b', 'c']) await makeSite(where, name)
  const ask = (query: Record<string, unknown>) =>
    listSites(actor, listSitesInput.parse({ municipalityId: where, pageSize: 2, ...query }))
  const { next } = await ask({})
  const moved = given((await ask({ search: 'c' })).rows[0])
  const administrator = await makeStaff({ role: 'administrator', municipalityId: where })
  await saveSite(administrator, { ...moved, name: '0', closedOn: null })
  expect((await ask({ cursor: next })).rows.map((row) => row.name)).toEqual(['0', 'a'])
})

it('a cursor in an address does not reveal whom it is about', async () => {
  const { next } = await listParticipants(actor, listParticipantsInput.parse({ pageSize: 1 }))
  expect(Buffer.from(next ?? '', 'base64url').toString('latin1')).not.toMatch(/Anna/)
  expect(next).toMatch(/^[\w-]+$/)
})

it('counting stops at a thousand', async () => {
  const where = await makeMunicipality()
  const add = (from: number, to: number) =>
    withActor(SET_UP, (tx) =>
      tx
        .insert(sites)
        .values(Array.from({ length: to - from }, (_, index) => ({ municipalityId: where, name: `${from + index}` }))),
    )
  const ask = () => listSites(actor, listSitesInput.parse({ municipalityId: where }))
  await add(0, COUNT_MAX)
  expect(await ask()).toMatchObject({ total: COUNT_MAX, isCapped: false })
  await add(COUNT_MAX, COUNT_MAX + 1)
  expect(await ask()).toMatchObject({ total: COUNT_MAX, isCapped: true })
})
