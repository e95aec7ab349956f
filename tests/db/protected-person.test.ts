import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { findGeneration } from '@/db/queries/access-generations'
import { personIdentities, persons, sealedNames } from '@/db/schema/people'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor, StaffActor } from '@/domain/people/actor'
import { STAFF_ROLES } from '@/domain/people/roles'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { enrolPerson } from '@/services/courses/enrol-person'
import { changeHomeMunicipality } from '@/services/people/change-home-municipality'
import { getParticipant } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { openParticipant } from '@/services/people/open-participant'
import { openProtected } from '@/services/people/open-protected'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makeStaff, NO_DETAILS, openIfProtected } from '@/tests/factories/people'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const NAMES = { givenName: 'Zeynepsekret', familyName: 'Qvarnlundh' }
/** In plain text, in base64 and as the bytes of a column. */
const SECRETS = /zeynepsekret|qvarnlundh|WmV5bmVwc2VrcmV0|5a65796e6570|189001019802/i

let database: TestDatabase
let owner: postgres.Sql
let home: MunicipalityId
let host: MunicipalityId
let keeper: StaffActor
let coordinator: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})
beforeEach(async () => {
  home = await makeMunicipality()
  host = await makeMunicipality()
  keeper = await makeStaff({ role: 'case_officer', municipalityId: home })
  coordinator = await makeStaff({ role: 'coordinator', municipalityId: host })
})

const refused = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field ? { details: expect.objectContaining({ field }) } : {}) })
const written = (more: object = {}) =>
  saveParticipantInput.parse({
    ...{ personId: null, displayName: 'Blåklocka', ...NAMES, identityNumber: null, uiLanguage: 'ti' },
    ...{ spokenLanguage: 'ti', ...NO_DETAILS, isProtected: true },
    ...{ homeMunicipalityId: home, registeredFromOn: '2026-01-01', ...more },
  })
/** As from the form of a page that was opened with a reason. */
async function save(more: object = {}) {
  const input = written(more)
  await openIfProtected(keeper, input.personId)
  return saveParticipant(keeper, input)
}
async function read(actor: StaffActor, personId: PersonId) {
  await openIfProtected(actor, personId)
  return getParticipant(actor, { personId })
}
const generationOf = (personId: PersonId) =>
  withActor(keeper, (tx) => findGeneration(tx, { kind: 'person', id: personId }))

async function taughtByHost(personId: PersonId, siteId: Awaited<ReturnType<typeof makeSite>> | null = null) {
  const place = { hostingMunicipalityId: host, communicatorId: coordinator.staffId }
  const groupId = await makeGroup({ ...place, siteIds: siteId ? [siteId] : [] })
  await enrol({ groupId, personId, hostingMunicipalityId: host, homeMunicipalityId: home, siteId })
  return groupId
}

describe('the names of a protected person', () => {
  it('are in no table in plain text, and are read by those who keep the register of their home municipality', async () => {
    const { personId } = await save({ identityNumber: '189001019802' })
    await expectNoSecretsInDatabase()
    expect(await read(keeper, personId)).toMatchObject({ ...NAMES, hasIdentityNumber: true })
  })

  it('are encrypted when protection is set, and decrypted when it is lifted', async () => {
    const { personId } = await save({ isProtected: false, displayName: 'Zeynepsekret Q' })
    await save({ personId })
    await expectNoSecretsInDatabase()
    await save({ personId, isProtected: false, displayName: 'Zeynepsekret Q' })
    expect(await getParticipant(keeper, { personId })).toMatchObject(NAMES)
    const sealed = await owner`select 1 from sealed_names where person_id = ${personId}`
    expect(sealed).toHaveLength(0)
    const [row] = await owner`select given_name from person_identities where person_id = ${personId}`
    expect(row).toEqual({ given_name: NAMES.givenName })
  })

  it('are encrypted for that person, and padded to a length that reveals nothing', async () => {
    const one = await save()
    const other = await save({ givenName: 'Bo', familyName: 'Ek' })
    const rows = await owner<{ sealed: Buffer }[]>`
      select sealed from sealed_names where person_id in (${one.personId}, ${other.personId})`
    expect(new Set(rows.map((row) => row.sealed.length)).size).toBe(1)
    await owner`
      update sealed_names s set sealed = o.sealed from sealed_names o
      where s.person_id = ${one.personId} and o.person_id = ${other.personId}`
    await expect(read(keeper, one.personId)).rejects.toThrow(/authenticate/)
  })

  it('cannot be written in plain text by staff, and are shown to nobody where they still exist', async () => {
    const { personId } = await save()
    const write = withActor(keeper, (tx) =>
      tx.execute(
        sql`update person_identities set given_name = 'Zeynepsekret', family_name = 'Q' where person_id = ${personId}`,
      ),
    )
    await expect(write).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } })
    await owner`update person_identities set given_name = 'Unsealed', family_name = 'Q' where person_id = ${personId}`
    expect(await withActor(keeper, (tx) => tx.$count(personIdentities))).toBe(0)
  })

  it('move with them to another home municipality, and are closed to the old one', async () => {
    const { personId } = await save({ identityNumber: '189001029819' })
    await changeHomeMunicipality(keeper, { personId, municipalityId: host, fromOn: '2026-02-01' })
    expect(await read(coordinator, personId)).toMatchObject(NAMES)
    expect(await withActor(keeper, (tx) => tx.$count(sealedNames))).toBe(0)
    expect(await withActor(keeper, (tx) => tx.$count(personIdentities))).toBe(0)
  })

  async function expectNoSecretsInDatabase(): Promise<void> {
    const tables = await owner<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const rows = await owner.unsafe(`select t::text from ${name} t`)
      expect(JSON.stringify(rows)).not.toMatch(SECRETS)
    }
  }
})

describe('the data of a protected person are opened', () => {
  const count = (actor: Actor) => withActor(actor, (tx) => tx.$count(sealedNames))
  const open = (actor: Actor, personId: PersonId, reason = 'Beslut om plats') =>
    openProtected(actor, { personId, reason })

  it('with a reason, by one member of staff, for themselves', async () => {
    const { personId } = await save({ phone: '070-740 11 99', bornOn: '1990-03-02' })
    const other = await makeStaff({ role: 'case_officer', municipalityId: home })
    const closed = { isOpen: false, mayChange: true, givenName: null, familyName: null, bornOn: null, phone: null }
    expect(await getParticipant(keeper, { personId })).toMatchObject({ displayName: 'Blåklocka', ...closed })
    expect(await count(keeper)).toBe(0)
    await open(keeper, personId)
    const opened = { isOpen: true, ...NAMES, bornOn: '1990-03-02', phone: '070-740 11 99' }
    expect(await getParticipant(keeper, { personId })).toMatchObject(opened)
    expect(await count(keeper)).toBe(1)
    expect(await getParticipant(other, { personId })).toMatchObject(closed)
    expect(await count(other)).toBe(0)
  })

  it('for that person alone', async () => {
    const { personId } = await save()
    await save({ givenName: 'Bo', familyName: 'Ek' })
    await open(keeper, personId)
    expect(await count(keeper)).toBe(1)
  })

  it('for a quarter of an hour', async () => {
    const { personId } = await save()
    const openedAgo = (interval: string, reason = 'Beslut') => owner`
      insert into audit_entries (at, actor_kind, actor_id, municipality_id, action, subject_id, details)
      values (now() - ${interval}::interval, 'staff', ${keeper.staffId}, ${home}, 'protected.opened', ${personId},
        ${owner.json({ reason })})`
    await openedAgo('15 minutes 1 second')
    await openedAgo('-1 hour')
    await openedAgo('1 minute', '')
    expect(await count(keeper)).toBe(0)
    await openedAgo('14 minutes 50 seconds')
    expect(await count(keeper)).toBe(1)
  })

  it('and not without a reason, elsewhere, or where nobody is protected', async () => {
    const { personId } = await save()
    await expect(open(keeper, personId, '')).rejects.toThrow(refused('people.reason-required', 'reason'))
    await taughtByHost(personId)
    await expect(open(coordinator, personId)).rejects.toThrow(refused('access.not-found'))
    const teacher = await makeStaff({ role: 'communicator', municipalityId: home })
    await expect(open(teacher, personId)).rejects.toThrow(refused('access.not-allowed'))
    const { personId: plain } = await save({ givenName: 'Bo', isProtected: false, displayName: 'Bo' })
    await expect(open(keeper, plain)).rejects.toThrow(refused('access.not-found'))
  })

  it('before they are changed', async () => {
    const { personId } = await save()
    await expect(saveParticipant(keeper, written({ personId, displayName: 'Gullviva' }))).rejects.toThrow(
      refused('people.not-opened'),
    )
    await open(keeper, personId)
    expect(await saveParticipant(keeper, written({ personId, displayName: 'Gullviva' }))).toEqual({ personId })
  })

  it('and their administrators read who did and why, as who looked at a page', async () => {
    const { personId } = await save()
    await openParticipant(keeper, { personId })
    await openParticipant(keeper, { personId })
    await open(keeper, personId)
    const administrator = await makeStaff({ role: 'administrator', municipalityId: home })
    const { rows } = await listAudit(administrator, listAuditInput.parse({}))
    expect(rows.map(({ action, details }) => ({ action, details }))).toEqual([
      expect.objectContaining({ action: 'participant.saved' }),
      { action: 'participant.opened', details: { isProtected: true } },
      { action: 'protected.opened', details: { reason: 'Beslut om plats' } },
    ])
  })
})

describe('legal names and numbers', () => {
  it.each(STAFF_ROLES)('are closed by the database to a %s of a municipality that teaches', async (role) => {
    const { personId } = await save({ isProtected: false, displayName: 'Zeynep' })
    const siteId = await makeSite(host)
    await taughtByHost(personId, siteId)
    const actor = await makeStaff({ role, municipalityId: host })
    expect(await withActor(actor, (tx) => tx.$count(persons))).toBe(1)
    expect(await withActor(actor, (tx) => tx.$count(personIdentities))).toBe(0)
  })

  it.each(STAFF_ROLES)('at home, are open in the database to a %s only if their work is the register', async (role) => {
    await save({ isProtected: false, displayName: 'Zeynep' })
    const actor = await makeStaff({ role, municipalityId: home })
    const isRegister = ['administrator', 'coordinator', 'case_officer'].includes(role)
    expect(await withActor(actor, (tx) => tx.$count(personIdentities))).toBe(isRegister ? 1 : 0)
  })

  it.each(['sign-in', 'media-server', 'jobs', 'placement'] as const)('are closed to the process %s', async (name) => {
    await save()
    const actor: Actor = { kind: 'system', name }
    expect(await withActor(actor, (tx) => tx.$count(personIdentities))).toBe(0)
    expect(await withActor(actor, (tx) => tx.$count(sealedNames))).toBe(0)
  })

  it('cannot be guessed by searching in a municipality that only teaches', async () => {
    const { personId } = await save({ isProtected: false, displayName: 'Blomma' })
    await taughtByHost(personId)
    const find = async (actor: Actor, search: string) =>
      (await listParticipants(actor, listParticipantsInput.parse({ search }))).total
    expect(await find(coordinator, 'Blomma')).toBe(1)
    for (const search of ['Zeynepsekret', 'zey', 'Qvarn', 'Zeyn Q']) expect(await find(coordinator, search)).toBe(0)
    expect(await find(keeper, 'Zeyn Q')).toBe(1)
    expect(await getParticipant(coordinator, { personId })).toMatchObject({
      ...{ givenName: null, familyName: null, hasIdentityNumber: null, registrations: [] },
    })
  })
})

describe('an alias', () => {
  it.each([
    ['is the name', 'Zeynepsekret Qvarnlundh'],
    ['is the name in the other order', 'QVARNLUNDH zeynepsekret'],
    ['has a part of it', 'Zeynepsekret 3'],
    ['is an address with it', 'z.qvarnlundh@example.org'],
  ])('is refused beside its field when it %s', async (_label, displayName) => {
    await expect(save({ displayName })).rejects.toThrow(refused('people.alias-holds-name', 'displayName'))
  })

  it('is required when protection is set and the display name stays', async () => {
    const { personId } = await save({ isProtected: false, displayName: 'Zeynepsekret Qvarnlundh' })
    const setting = save({ personId, displayName: 'Zeynepsekret Qvarnlundh' })
    await expect(setting).rejects.toThrow(refused('people.alias-holds-name', 'displayName'))
    expect(await getParticipant(keeper, { personId })).toMatchObject({ isProtected: false })
  })

  it('is required when the legal name becomes what the alias says', async () => {
    const { personId } = await save({ displayName: 'Blåklocka' })
    const renaming = save({ personId, displayName: 'Blåklocka', familyName: 'Blåklocka' })
    await expect(renaming).rejects.toThrow(refused('people.alias-holds-name', 'displayName'))
  })
})

describe('a change reaches somebody who is in a lesson', () => {
  it.each([
    ['protection is set', { isProtected: true, displayName: 'Blåklocka' }, 1],
    ['the name that is shown changes', { displayName: 'Zeynep Q' }, 1],
    ['nothing that is shown changes', { literacy: 'some' }, 0],
  ])('when %s', async (_label, more, raised) => {
    const start = { isProtected: false, displayName: 'Zeynep' }
    const { personId } = await save(start)
    await save({ personId, ...start, ...more })
    expect(await generationOf(personId)).toBe(raised)
  })
})

describe('cards', () => {
  const cards = async (personId: PersonId) => {
    const rows = await owner`select created_by from person_links where person_id = ${personId} and revoked_at is null`
    return rows.map((row) => row.created_by)
  }

  it('printed by others are revoked when protection is set; those of the home municipality and of nobody stay', async () => {
    const { personId } = await save({ isProtected: false, displayName: 'Zeynep' })
    await taughtByHost(personId)
    await owner`
      insert into person_links (person_id, secret_hash, created_by) values
        (${personId}, ${`a${personId}`}, ${coordinator.staffId}),
        (${personId}, ${`b${personId}`}, ${keeper.staffId}), (${personId}, ${`c${personId}`}, null)`
    await save({ personId, isProtected: false, displayName: 'Zeynep Q' })
    expect(await cards(personId)).toHaveLength(3)
    await save({ personId })
    expect(await cards(personId)).toEqual([keeper.staffId, null])
  })

  it('of the old home municipality are revoked when a protected person moves, and so are places in lessons', async () => {
    const { personId } = await save()
    await owner`
      insert into person_links (person_id, secret_hash, created_by) values
        (${personId}, ${`a${personId}`}, ${keeper.staffId}), (${personId}, ${`b${personId}`}, ${coordinator.staffId})`
    await changeHomeMunicipality(keeper, { personId, municipalityId: host, fromOn: '2026-02-01' })
    expect(await cards(personId)).toEqual([coordinator.staffId])
    const generation = withActor(coordinator, (tx) => findGeneration(tx, { kind: 'person', id: personId }))
    expect(await generation).toBe(1)
  })
})

describe('a classroom with a camera', () => {
  it('accepts a protected person only with a reason, which is in the audit of the home municipality', async () => {
    const { personId } = await save()
    const siteId = await makeSite(host)
    const groupId = await makeGroup({
      hostingMunicipalityId: host,
      communicatorId: coordinator.staffId,
      siteIds: [siteId],
    })
    const input = { groupId, personId, siteId, fromOn: '2026-01-01' }
    for (const cameraReason of [undefined, '']) {
      await expect(enrolPerson(keeper, { ...input, cameraReason })).rejects.toThrow(
        refused('courses.camera-reason-required', 'cameraReason'),
      )
    }
    await enrolPerson(keeper, { ...input, cameraReason: 'Sits outside the picture.' })
    const administrator = await makeStaff({ role: 'administrator', municipalityId: home })
    const { rows } = await listAudit(administrator, listAuditInput.parse({ action: 'enrolment.started' }))
    expect(rows).toMatchObject([{ details: { siteId, reason: 'Sits outside the picture.' } }])
  })

  it('accepts others without one, and a protected person at home too', async () => {
    const siteId = await makeSite(host)
    const groupId = await makeGroup({
      hostingMunicipalityId: host,
      communicatorId: coordinator.staffId,
      siteIds: [siteId],
    })
    const open = await save({ isProtected: false, displayName: 'Zeynep', bornOn: '1990-03-02' })
    await expect(enrolPerson(keeper, { groupId, ...open, siteId, fromOn: '2026-01-01' })).resolves.toBeDefined()
    const hidden = await save({ bornOn: '1990-03-03' })
    await expect(enrolPerson(keeper, { groupId, ...hidden, siteId: null, fromOn: '2026-01-01' })).resolves.toBeDefined()
  })
})

describe('the audit', () => {
  it('never shows where somebody moved to, and names people to administrators of their present home municipality', async () => {
    const { personId } = await save()
    const [old, now] = [
      await makeStaff({ role: 'administrator', municipalityId: home }),
      await makeStaff({ role: 'administrator', municipalityId: host }),
    ]
    const moved = async (actor: StaffActor) =>
      (await listAudit(actor, listAuditInput.parse({ action: 'participant.moved' }))).rows
    await changeHomeMunicipality(keeper, { personId, municipalityId: host, fromOn: '2026-02-01' })
    expect(await moved(old)).toMatchObject([{ subjectId: null, cardNumber: null, details: { fromOn: '2026-02-01' } }])
    expect(JSON.stringify(await moved(old))).not.toContain(host)
    expect(await moved(now)).toMatchObject([{ subjectId: personId }])
    expect(JSON.stringify(await moved(now))).not.toContain(home)
  })
})
