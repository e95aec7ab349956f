import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { roleAssignments } from '@/db/schema/people'
import type { MunicipalityId, StaffId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { addDays, dateOf } from '@/domain/time'
import { loadStaffActor } from '@/services/access/load-staff-actor'
import { saveGroup, saveGroupInput } from '@/services/courses/save-group'
import { getStaffMember } from '@/services/people/get-staff-member'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { saveStaff, saveStaffInput } from '@/services/people/save-staff'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { nextNumber, SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const TODAY = dateOf(Date.now())
const [YESTERDAY, TOMORROW] = [addDays(TODAY, -1), addDays(TODAY, 1)]

let database: TestDatabase
let umea: MunicipalityId
let administrator: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  umea = await makeMunicipality('Umeå')
  administrator = await makeStaff({ role: 'administrator', municipalityId: umea })
})

type Days = { fromOn?: string | null; untilOn?: string | null }
const held = (role: 'administrator' | 'case_officer' | 'communicator', days: Days = {}) => ({
  ...{ role, municipalityId: umea, siteId: null },
  ...days,
})
const member = (roles: object[], more = {}) =>
  saveStaffInput.parse({
    ...{ staffId: null, name: 'Åsa Exempel', email: `dated-${nextNumber()}@example.org`, language: 'sv' },
    ...{ password: 'a password that is long', isDisabled: false, roles, ...more },
  })
const rolesOf = async (staffId: StaffId, generation = 0) =>
  (await loadStaffActor({ staffId, generation }))?.actor.roles.map(({ role }) => role) ?? null
const refused = (code: string, field: string) =>
  expect.objectContaining({ code, details: expect.objectContaining({ field }) })

it.each<[string, Days, boolean]>([
  ['without an end', {}, true],
  ['that ends today', { fromOn: YESTERDAY, untilOn: TODAY }, true],
  ['that ended yesterday', { fromOn: YESTERDAY, untilOn: YESTERDAY }, false],
  ['that begins today', { fromOn: TODAY }, true],
  ['that begins tomorrow', { fromOn: TOMORROW }, false],
])('a role %s counts in the application and in the database alike', async (_, days, isHeld) => {
  const { staffId } = await saveStaff(administrator, member([held('case_officer', days)]))
  await makePerson(umea)
  expect(await rolesOf(staffId)).toEqual(isHeld ? ['case_officer'] : [])
  // With a role that the application would have dropped, the database still has its own opinion.
  const actor: StaffActor = { kind: 'staff', staffId, roles: [held('case_officer')] }
  const { rows } = await listParticipants(actor, listParticipantsInput.parse({}))
  expect(rows.length > 0).toBe(isHeld)
  const [seen] = await withActor(actor, (tx) => tx.execute(sql`select count(*)::int as count from person_identities`))
  expect(Number(seen?.count) > 0).toBe(isHeld)
})

it('who has lost a role by its date is still managed where it was held', async () => {
  const roles = [held('case_officer', { fromOn: YESTERDAY, untilOn: YESTERDAY })]
  const { staffId } = await saveStaff(administrator, member(roles))
  expect(await getStaffMember(administrator, { staffId })).toMatchObject({
    roles: [{ role: 'case_officer', fromOn: YESTERDAY, untilOn: YESTERDAY, isHeld: false }],
    hasOtherRoles: false,
  })
})

it('a role that is ended by hand ends the sessions, and one that only gets an end does not', async () => {
  const input = member([held('case_officer', { fromOn: YESTERDAY })])
  const { staffId } = await saveStaff(administrator, input)
  const again = (days: Days) =>
    saveStaff(administrator, { ...input, staffId, password: null, roles: member([held('case_officer', days)]).roles })
  await again({ fromOn: YESTERDAY, untilOn: TOMORROW })
  expect(await rolesOf(staffId)).toEqual(['case_officer'])
  await again({ fromOn: YESTERDAY, untilOn: YESTERDAY })
  expect(await rolesOf(staffId)).toBeNull()
  expect(await rolesOf(staffId, 1)).toEqual([])
})

it('an administrator whose role has an end does not count as the one who remains', async () => {
  const name = { name: 'Egon Exempel', email: `dated-${nextNumber()}@example.org` }
  await withActor(SET_UP, (tx) =>
    tx.execute(sql`update staff set email = ${name.email}, name = ${name.name}
    where id = ${administrator.staffId}`),
  )
  const own = (untilOn: string | null) =>
    saveStaff(
      administrator,
      member([held('administrator', { untilOn })], { ...name, staffId: administrator.staffId, password: null }),
    )
  await expect(own(TOMORROW)).rejects.toEqual(refused('people.last-administrator', 'roles'))
  await saveStaff(administrator, member([held('administrator', { untilOn: TOMORROW })]))
  await expect(own(TOMORROW)).rejects.toEqual(refused('people.last-administrator', 'roles'))
  await saveStaff(administrator, member([held('administrator')]))
  await own(TOMORROW)
})

it('a group is led by who is or will be a communicator, not by who was', async () => {
  const lead = async (days: Days) => {
    const { staffId } = await saveStaff(administrator, member([held('communicator', days)]))
    return saveGroup(
      administrator,
      saveGroupInput.parse({
        ...{
          groupId: null,
          hostingMunicipalityId: umea,
          name: `Grupp ${nextNumber()}`,
          courseKind: 'civic_orientation',
        },
        ...{ sfiCourse: null, language: 'ti', communicatorId: staffId, startsOn: TODAY, endsOn: TOMORROW },
        ...{ siteIds: [], patterns: [] },
      }),
    )
  }
  await lead({ fromOn: TOMORROW })
  await expect(lead({ fromOn: YESTERDAY, untilOn: YESTERDAY })).rejects.toMatchObject({ code: 'input.unknown-choice' })
})

it.each<[string, object[], string, string]>([
  [
    'an end before the beginning',
    [{ fromOn: TODAY, untilOn: YESTERDAY }],
    'courses.end-before-start',
    'roles.0.untilOn',
  ],
  ['a role twice', [{}, { untilOn: TOMORROW }], 'input.listed-twice', 'roles.1.role'],
])('%s is refused at its row', async (_, days, code, field) => {
  const roles = days.map((each) => held('case_officer', each))
  await expect(saveStaff(administrator, member(roles))).rejects.toEqual(refused(code, field))
})

it('roles given before roles had days have been held since they were given', async () => {
  const [row] = await withActor(SET_UP, (tx) =>
    tx.select().from(roleAssignments).where(eq(roleAssignments.staffId, administrator.staffId)),
  )
  expect(row).toMatchObject({ fromOn: TODAY, untilOn: null })
})
