import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { withActor } from '@/db/client'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor, StaffActor } from '@/domain/people/actor'
import { STAFF_ROLES } from '@/domain/people/roles'
import { changeHomeMunicipality } from '@/services/people/change-home-municipality'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makePerson, makeStaff, NO_DETAILS, openIfProtected } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const REGISTERS = ['administrator', 'coordinator', 'case_officer'] as const

let database: TestDatabase
let owner: postgres.Sql
let app: postgres.Sql
let home: MunicipalityId
let host: MunicipalityId
let keeper: StaffActor
let personId: PersonId

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 3, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.close()
})
beforeEach(async () => {
  home = await makeMunicipality()
  host = await makeMunicipality()
  keeper = await makeStaff({ role: 'case_officer', municipalityId: home })
  personId = await makePerson(home, { displayName: 'Sol', givenName: 'Zeynepsekret', familyName: 'Qvarnlundh' })
})

const taughtByHost = async () => {
  const { staffId } = await makeStaff({ role: 'communicator', municipalityId: host })
  const groupId = await makeGroup({ hostingMunicipalityId: host, communicatorId: staffId })
  await enrol({ groupId, personId, homeMunicipalityId: home, hostingMunicipalityId: host })
}
/** Straight at the database: whom an actor finds. */
const find = (actor: Actor, typed: string) =>
  withActor(actor, async (tx) => {
    const rows = await tx.execute<{ person_id: PersonId }>(sql`select person_id from persons_named(${typed})`)
    return rows.map((row) => row.person_id)
  })
/** Both names of the person, as far as the actor finds the person by them. */
const foundBy = async (actor: Actor) => {
  const names = []
  for (const [name, typed] of Object.entries({ shown: 'Sol', legal: 'Zeynepsekret', sound: 'زینپسکرت' })) {
    if ((await find(actor, typed)).includes(personId)) names.push(name)
  }
  return names
}
const keysOf = async (id = personId) => {
  const rows = await owner<
    { key: string }[]
  >`select key from name_keys where person_id = ${id} and key !~ '^[~:]' order by key`
  return rows.map((row) => row.key)
}
async function save(more = {}) {
  const input = saveParticipantInput.parse({
    ...{ personId, displayName: 'Sol', givenName: 'Zeynepsekret', familyName: 'Qvarnlundh', identityNumber: null },
    ...{ uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS },
    ...{ isProtected: false, homeMunicipalityId: home, registeredFromOn: null, ...more },
  })
  await openIfProtected(keeper, input.personId)
  return saveParticipant(keeper, input)
}

describe('a person is found by the legal name by those who may read it alone', () => {
  test.each(STAFF_ROLES)('%s', async (role) => {
    await taughtByHost()
    const atHome = await makeStaff({ role, municipalityId: home })
    const teaching = await makeStaff({ role, municipalityId: host })
    const elsewhere = await makeStaff({ role, municipalityId: await makeMunicipality() })
    const keeps = REGISTERS.some((one) => one === role)
    expect(await foundBy(atHome)).toEqual(keeps ? ['shown', 'legal', 'sound'] : ['shown'])
    expect(await foundBy(teaching)).toEqual(['shown'])
    expect(await foundBy(elsewhere)).toEqual([])
  })

  test('several roles in several municipalities open each municipality’s own', async () => {
    await taughtByHost()
    const both = await makeStaff(
      { role: 'case_officer', municipalityId: host },
      { role: 'communicator', municipalityId: home },
    )
    expect(await foundBy(both)).toEqual(['shown'])
  })

  test('somebody whose account has ended finds nobody', async () => {
    await owner`update staff set disabled_at = now() where id = ${keeper.staffId}`
    expect(await foundBy(keeper)).toEqual([])
  })

  test('the person, another person, a system actor and nobody', async () => {
    const other = await makePerson(home)
    expect(await foundBy({ kind: 'person', personId })).toEqual(['shown'])
    expect(await foundBy({ kind: 'person', personId: other })).toEqual([])
    expect(await foundBy({ kind: 'system', name: 'jobs' })).toEqual(['shown'])
    expect(await foundBy(SET_UP)).toEqual(['shown', 'legal', 'sound'])
    expect(await app`select * from name_keys`).toEqual([])
    expect(await app`select * from persons_named('Sol')`).toEqual([])
  })

  test('through the list neither, nor in part, nor together with the name that is shown', async () => {
    await taughtByHost()
    const coordinator = await makeStaff({ role: 'coordinator', municipalityId: host })
    const count = async (actor: Actor, search: string) =>
      (await listParticipants(actor, listParticipantsInput.parse({ search }))).total
    expect(await count(coordinator, 'Sol')).toBe(1)
    for (const search of ['Zeynepsekret', 'zey', 'Q', 'Sol Qvarnlundh', 'Sol z', 'زینپسکرت']) {
      expect([search, await count(coordinator, search)]).toEqual([search, 0])
      expect([search, await count(keeper, search)]).toEqual([search, 1])
    }
  })
})

describe('the keys follow the names, however they are written', () => {
  test('when a name changes', async () => {
    expect(await keysOf()).toEqual(['qvarnlundh', 'sol', 'zeynepsekret'])
    await owner`update persons set display_name = 'Måne' where id = ${personId}`
    await owner`update person_identities set given_name = 'Ek' where person_id = ${personId}`
    expect(await keysOf()).toEqual(['ek', 'mane', 'qvarnlundh'])
    await owner`update person_identities set family_name = 'Måne' where person_id = ${personId}`
    expect(await keysOf()).toEqual(['ek', 'mane'])
    const rows = await owner`select is_legal from name_keys where person_id = ${personId} and key = 'mane'`
    expect(rows).toEqual([{ is_legal: false }])
  })

  test('when both names change at the same time, in two transactions', async () => {
    const [one, two] = [await owner.reserve(), await owner.reserve()]
    try {
      await one`begin`
      await one`update persons set display_name = 'Måne' where id = ${personId}`
      const other = two`update person_identities set given_name = 'Ek' where person_id = ${personId}`.execute()
      await expect
        .poll(async () => (await owner`select from pg_stat_activity where wait_event_type = 'Lock'`).length)
        .toBe(1)
      await one`commit`
      await other
    } finally {
      one.release()
      two.release()
    }
    expect(await keysOf()).toEqual(['ek', 'mane', 'qvarnlundh'])
  })

  test('when the person moves, to those who keep the register there', async () => {
    const there = await makeStaff({ role: 'case_officer', municipalityId: host })
    await changeHomeMunicipality(keeper, { personId, municipalityId: host, fromOn: '2026-01-01' })
    expect(await foundBy(there)).toEqual(['shown', 'legal', 'sound'])
    expect(await foundBy(keeper)).toEqual([])
  })

  test('and nobody else writes them', async () => {
    for (const statement of [
      `insert into name_keys values ('${personId}', '${home}', false, 'x')`,
      `update name_keys set key = 'x'`,
      'delete from name_keys',
      'truncate name_keys',
      `select * from keys_of_persons(array['${personId}']::uuid[])`,
    ]) {
      await expect(app.unsafe(`set app.actor = 'system:set-up'; ${statement}`)).rejects.toThrow('permission denied')
    }
    await app.unsafe('reset app.actor')
  })

  test('one rule makes them, for the name that is shown and the legal one', async () => {
    const [row] = await owner<{ isSame: boolean }[]>`
      select array(select distinct unnest(keys) from name_words('Sol Zeynepsekret Qvarnlundh') order by 1)
        = array(select key from name_keys where person_id = ${personId} order by 1) as "isSame"`
    expect(row?.isSame).toBe(true)
  })
})

describe('of a protected person', () => {
  test('the alias has keys, and the names that are encrypted have none', async () => {
    await save({ isProtected: true })
    expect(await keysOf()).toEqual(['sol'])
    expect(await foundBy(keeper)).toEqual(['shown'])
    expect(await foundBy(SET_UP)).toEqual(['shown'])
    await save()
    expect(await keysOf()).toEqual(['qvarnlundh', 'sol', 'zeynepsekret'])
  })

  test('from the start, and in whatever order the database is told', async () => {
    const { personId: fresh } = await save({ personId: null, isProtected: true, otherThan: [personId] })
    expect(await keysOf(fresh)).toEqual(['sol'])
    await owner`update persons set protected_identity = true where id = ${personId}`
    expect(await keysOf()).toEqual(['sol'])
    await owner`update person_identities set given_name = 'Ek', family_name = 'Al' where person_id = ${personId}`
    expect(await keysOf()).toEqual(['sol'])
    await owner`update person_identities set given_name = null, family_name = null where person_id = ${personId}`
    await owner`update persons set protected_identity = false where id = ${personId}`
    expect(await keysOf()).toEqual(['sol'])
  })

  test('nobody finds the alias in a list, but those who keep the register', async () => {
    await taughtByHost()
    await save({ isProtected: true })
    const coordinator = await makeStaff({ role: 'coordinator', municipalityId: host })
    const count = async (actor: Actor, search: string) =>
      (await listParticipants(actor, listParticipantsInput.parse({ search }))).total
    expect([await count(coordinator, 'Sol'), await count(keeper, 'Sol')]).toEqual([0, 1])
    expect([await count(coordinator, 'Zeynepsekret'), await count(keeper, 'Zeynepsekret')]).toEqual([0, 0])
  })
})
