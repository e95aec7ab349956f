import { createHash, randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { migrate } from '@/db/migrate'
import type { LessonId, MunicipalityId, PersonId, StaffId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { MEMBER_ID_LENGTH, memberText } from '@/protocol/member'
import { findByIdentityNumber } from '@/services/people/find-by-identity-number'
import { getParticipant } from '@/services/people/get-participant'
import { sealIdentityNumber } from '@/services/people/seal-identity-number'
import { sealNames } from '@/services/people/seal-names'
import { listQuestions } from '@/services/questions/list-questions'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { makeStaff, openIfProtected } from '@/tests/factories/people'
import { MIGRATIONS, migrationsBefore } from '@/tests/support/older-migrations'
import { createEmptyDatabase, PASSWORDS, type TestDatabase } from '@/tests/support/postgres'

/** The migration that moved legal names out of `persons`. */
const NAMES_APART = 'person_in_three_parts'
const NUMBER = '189001019802'
/** Longer than the migrations take. */
const READS_MS = 6_000

let database: TestDatabase
let owner: postgres.Sql
let folder: string
let communicator: StaffActor
let lessonId: LessonId
const home = randomUUID() as MunicipalityId
const open = randomUUID() as PersonId
const hidden = randomUUID() as PersonId

beforeAll(async () => {
  folder = await migrationsBefore(NAMES_APART)
  database = await createEmptyDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
  const options = { ownerUrl: database.ownerUrl, passwords: PASSWORDS }
  await migrate({ ...options, migrationsFolder: folder })
  await fill()
  // Somebody reads the database meanwhile, as a backup or the statistics of Postgres do, and could still see the names.
  const reader = postgres(database.ownerUrl, { max: 1 })
  const reading = reader.begin('isolation level repeatable read', async (tx) => {
    await tx`select count(*) from pg_class`
    await sleep(READS_MS)
  })
  await migrate({ ...options, migrationsFolder: MIGRATIONS, sealNames })
  await reading
  await reader.end()
})
afterAll(async () => {
  await owner.end()
  await database.close()
  await rm(folder, { recursive: true })
})

/** As the older version stored them. */
async function fill(): Promise<void> {
  const { encrypted, hash } = sealIdentityNumber(NUMBER)
  await owner`insert into municipalities (id, code, name, joined_on) values (${home}, '2480', 'Umeå', '2020-01-01')`
  const [member] = await owner<{ id: StaffId }[]>`
    insert into staff (email, name, password_hash) values ('c@example.org', 'C', 'x') returning id`
  const communicatorId = member?.id ?? ('' as StaffId)
  await owner`insert into role_assignments (staff_id, municipality_id, role) values (${communicatorId}, ${home}, 'communicator')`
  communicator = {
    kind: 'staff',
    staffId: communicatorId,
    roles: [{ role: 'communicator', municipalityId: home, siteId: null }],
  }
  const groupId = await makeGroup({ hostingMunicipalityId: home, communicatorId })
  lessonId = await makeLesson(
    { groupId, hostingMunicipalityId: home, communicatorId },
    new Date('2026-01-12T08:00:00Z'),
  )
  for (const [id, isProtected, number] of [
    [open, false, encrypted],
    [hidden, true, null],
  ] as const) {
    await owner`
      insert into persons (id, display_name, given_name, family_name, identity_number_encrypted, identity_number_hash,
        ui_language, spoken_language, target_group, protected_identity, home_municipality_id)
      values (${id}, ${isProtected ? 'Blåklocka' : 'Oppen'}, ${isProtected ? 'Zeynepsekret' : 'Oppen'}, 'Qvarnlundh',
        ${number}, ${number && hash}, 'ti', 'ti', 'establishment', ${isProtected}, ${home})`
    await enrol({ groupId, personId: id, hostingMunicipalityId: home, homeMunicipalityId: home })
  }
  const choices = ['yes', 'no'].map((picture) => ({ text: '', picture }))
  const id = randomUUID()
  const asked = { questionId: id, text: 'Mår du bra?', kind: 'single', isAnonymous: false, choices, correct: [] }
  // Under the name of an earlier release.
  const named = [{ seatId: memberOf(hidden), displayName: 'Kvinnan Q', choices: [0] }]
  const outcome = { asked, answered: 1, totals: [1, 0], named }
  await owner`insert into lesson_questions values (${id}, ${lessonId}, now(), ${owner.json(outcome)})`
}

function memberOf(personId: PersonId): string {
  const text = memberText(lessonId, { kind: 'person', id: personId })
  return createHash('sha256').update(text).digest('base64url').slice(0, MEMBER_ID_LENGTH)
}

describe('a database of the version that stored legal names beside everything else', () => {
  it('has them apart, and those of protected persons encrypted', async () => {
    const keeper = await makeStaff({ role: 'administrator', municipalityId: home })
    expect(await getParticipant(keeper, { personId: open })).toMatchObject({
      givenName: 'Oppen',
      hasIdentityNumber: true,
    })
    const group = { ground: 'establishment_unspecified', untilOn: null, recordedFunding: null }
    expect(await getParticipant(keeper, { personId: open })).toMatchObject({
      permits: [group],
      entitlement: { targetGroup: 'establishment', funding: 'unknown' },
    })
    await openIfProtected(keeper, hidden)
    expect(await getParticipant(keeper, { personId: hidden })).toMatchObject({
      ...{ givenName: 'Zeynepsekret', familyName: 'Qvarnlundh', hasIdentityNumber: false, isProtected: true },
    })
    const rows = await owner`select given_name, family_name from person_identities where person_id = ${hidden}`
    expect(rows).toEqual([{ given_name: null, family_name: null }])
    expect(await findByIdentityNumber(keeper, { identityNumber: NUMBER })).toEqual({ personId: open })
  })

  it('keeps nothing of them in the files of its tables', async () => {
    const superuser = postgres(inject('superuserUrl'), { max: 1 })
    await superuser`checkpoint`
    await superuser.end()
    for (const table of ['persons', 'person_identities', 'sealed_names']) {
      const [row] = await owner<{ path: string }[]>`select pg_relation_filepath(${table}) as path`
      const bytes = await readFile(join(inject('clusterFolder'), row?.path ?? ''))
      expect(bytes.includes('Zeynepsekret')).toBe(false)
    }
  })

  it('has questions without the names of that day, and shows the present ones', async () => {
    const [row] = await owner`select outcome::text from lesson_questions`
    expect(String(row?.outcome)).not.toContain('Kvinnan Q')
    expect(await listQuestions(communicator, { lessonId })).toMatchObject([
      { named: [{ displayName: 'Blåklocka', choices: [0] }] },
    ])
    await expect(owner`delete from lesson_questions`).rejects.toThrow('append-only')
  })

  it('cannot be opened without the key as long as names wait for it', async () => {
    await owner`update person_identities set given_name = 'Zeynepsekret', family_name = 'Q' where person_id = ${hidden}`
    const options = { ownerUrl: database.ownerUrl, passwords: PASSWORDS, migrationsFolder: MIGRATIONS }
    await expect(migrate(options)).rejects.toThrow('wait for the key')
    await migrate({ ...options, sealNames })
    const rows = await owner`select given_name from person_identities where person_id = ${hidden}`
    expect(rows).toEqual([{ given_name: null }])
  })
})
