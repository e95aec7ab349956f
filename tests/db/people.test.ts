import { verify } from '@node-rs/argon2'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { personIdentities, staff } from '@/db/schema/people'
import type { Actor, StaffActor } from '@/domain/people/actor'
import type { MunicipalityId } from '@/domain/ids'
import { checkPassword } from '@/services/access/check-password'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { changeHomeMunicipality, changeHomeMunicipalityInput } from '@/services/people/change-home-municipality'
import { findPeople } from '@/services/people/find-people'
import { findByIdentityNumber, findByIdentityNumberInput } from '@/services/people/find-by-identity-number'
import { getParticipant, getParticipantInput } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { makeAdministrator, makeAdministratorInput } from '@/services/people/make-administrator'
import { openIdentityNumber, openIdentityNumberInput } from '@/services/people/open-identity-number'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { saveStaff, saveStaffInput } from '@/services/people/save-staff'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makePerson, makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { identityNumber } from '@/tests/factories/identity-number'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { nextNumber, SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let umea: MunicipalityId
let administrator: StaffActor
let stranger: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  umea = await makeMunicipality('Umeå')
  administrator = await makeStaff({ role: 'administrator', municipalityId: umea })
  stranger = await makeStaff({ role: 'administrator', municipalityId: await makeMunicipality() })
})

const refused = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field ? { details: expect.objectContaining({ field }) } : {}) })
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

const participant = (more = {}) =>
  saveParticipantInput.parse({
    ...{ personId: null, displayName: 'Anna E', givenName: 'Anna', familyName: 'Exempel', identityNumber: null },
    ...{ uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS },
    ...{ isProtected: false, homeMunicipalityId: umea, registeredFromOn: '2026-01-01', ...more },
  })
const member = (more = {}) =>
  saveStaffInput.parse({
    ...{ staffId: null, name: 'Åsa Exempel', email: `Asa-${nextNumber()}@Example.org`, language: 'sv' },
    ...{ password: 'a password that is long', isDisabled: false },
    ...{ roles: [{ role: 'coordinator', municipalityId: umea, siteId: null }], ...more },
  })
const list = (actor: StaffActor, more = {}) => listParticipants(actor, listParticipantsInput.parse(more))
const findByNumber = (actor: StaffActor, written: string) =>
  findByIdentityNumber(actor, findByIdentityNumberInput.parse({ identityNumber: written }))

describe('participants', () => {
  it('are saved with their number encrypted, and found by it', async () => {
    const number = identityNumber()
    const { personId } = await saveParticipant(administrator, participant({ identityNumber: number }))
    const [row] = await withActor(SET_UP, (tx) =>
      tx.select().from(personIdentities).where(eq(personIdentities.personId, personId)),
    )
    expect(row?.identityNumberEncrypted?.toString('utf8')).not.toContain(number)
    expect(await findByNumber(administrator, `${number.slice(0, 8)}-${number.slice(8)}`)).toEqual({ personId })
    expect((await list(administrator, { search: number })).rows).toEqual([])
  })

  it('are found by their number only where they are listed', async () => {
    const number = identityNumber()
    await saveParticipant(administrator, participant({ identityNumber: number }))
    const notFound = refused('access.not-found', 'identityNumber')
    await expect(findByNumber(stranger, number)).rejects.toThrow(notFound)
    await expect(findByNumber(administrator, identityNumber())).rejects.toThrow(notFound)
    await expect(findByNumber(administrator, '123')).rejects.toThrow(
      refused('people.identity-number-invalid', 'identityNumber'),
    )
    const siteHost = await makeStaff({ role: 'site_host', municipalityId: umea })
    await expect(findByNumber(siteHost, number)).rejects.toThrow(refused('access.not-allowed'))
  })

  it('who are protected are found by their number only where they may be changed', async () => {
    const number = identityNumber()
    const { personId } = await saveParticipant(
      administrator,
      participant({ identityNumber: number, isProtected: true, displayName: 'Blåklocka' }),
    )
    const host = await makeStaff({ role: 'coordinator', municipalityId: await makeMunicipality() })
    const groupId = await makeGroup({ hostingMunicipalityId: only(host), communicatorId: host.staffId })
    await enrol({ groupId, personId, hostingMunicipalityId: only(host), homeMunicipalityId: umea })
    await expect(findByNumber(host, number)).rejects.toThrow(refused('access.not-found', 'identityNumber'))
    expect(await findByNumber(administrator, number)).toEqual({ personId })
  })

  it('are found from anywhere by name or number, but nobody who is protected', async () => {
    const [number, hidden] = [identityNumber(), identityNumber()]
    const { personId } = await saveParticipant(
      administrator,
      participant({ identityNumber: number, displayName: 'Quickly Found' }),
    )
    await saveParticipant(
      administrator,
      participant({ identityNumber: hidden, givenName: 'Eva', displayName: 'Quickly Hidden', isProtected: true }),
    )
    const find = async (actor: StaffActor, search: string) =>
      (await findPeople(actor, { search })).people.map((person) => person.personId)
    for (const search of ['Quickly', 'found quickly', number, `${number.slice(0, 8)}-${number.slice(8)}`]) {
      expect([search, await find(administrator, search)]).toEqual([search, [personId]])
    }
    for (const search of [hidden, identityNumber(), '123456', 'Nobody at all']) {
      expect(await find(administrator, search)).toEqual([])
    }
    expect(await find(stranger, number)).toEqual([])
    const siteHost = await makeStaff({ role: 'site_host', municipalityId: umea })
    await expect(find(siteHost, 'Quickly')).rejects.toThrow(refused('access.not-allowed'))
    await expect(find(siteHost, number)).rejects.toThrow(refused('access.not-allowed'))
  })

  it('refuse a number that is taken or invalid, beside its field', async () => {
    const number = identityNumber()
    await saveParticipant(administrator, participant({ identityNumber: number }))
    await expect(saveParticipant(administrator, participant({ identityNumber: number }))).rejects.toThrow(
      refused('people.identity-number-taken', 'identityNumber'),
    )
    await expect(saveParticipant(administrator, participant({ identityNumber: '123' }))).rejects.toThrow(
      refused('people.identity-number-invalid', 'identityNumber'),
    )
  })

  it('keep their number unless a new one or an empty one is given', async () => {
    const number = identityNumber()
    const { personId } = await saveParticipant(administrator, participant({ identityNumber: number }))
    const has = async () => (await getParticipant(administrator, { personId })).hasIdentityNumber
    await saveParticipant(administrator, participant({ personId, displayName: 'Anna' }))
    expect(await has()).toBe(true)
    await saveParticipant(administrator, participant({ personId, identityNumber: '' }))
    expect(await has()).toBe(false)
  })

  it('show their number to somebody who gives a reason, as an audit entry', async () => {
    const number = identityNumber()
    const { personId } = await saveParticipant(administrator, participant({ identityNumber: number }))
    await expect(openIdentityNumber(administrator, { personId, reason: '' })).rejects.toThrow(
      refused('people.reason-required', 'reason'),
    )
    await expect(openIdentityNumber(stranger, { personId, reason: 'why not' })).rejects.toThrow(
      refused('access.not-found'),
    )
    expect(await openIdentityNumber(administrator, { personId, reason: 'A certificate.' })).toEqual({
      identityNumber: number,
    })
    const { rows } = await listAudit(administrator, listAuditInput.parse({ action: 'identity-number.opened' }))
    expect(rows).toMatchObject([{ subjectId: personId, details: { reason: 'A certificate.' } }])
  })

  it('are sorted by Swedish rules, page by page', async () => {
    for (const displayName of ['Östen', 'Zara', 'Ärla', 'Åke', 'Adam']) await makePerson(umea, { displayName })
    const names: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await list(administrator, { pageSize: 2, ...(cursor && { cursor }) })
      names.push(...page.rows.map((row) => row.displayName))
      cursor = page.next
    } while (cursor !== null)
    expect(names).toEqual(['Adam', 'Zara', 'Åke', 'Ärla', 'Östen'])
    const fallen = await list(administrator, { pageSize: 2, direction: 'desc' })
    expect(fallen.rows.map((row) => row.displayName)).toEqual(['Östen', 'Ärla'])
    expect((await list(administrator, { pageSize: 2 })).total).toBe(5)
  })

  it('are found by name with wildcards taken literally, by group and by municipality', async () => {
    const personId = await makePerson(umea, { displayName: 'Anna 100%' })
    await makePerson(umea, { displayName: 'Anna 1000' })
    const groupId = await makeGroup({ hostingMunicipalityId: umea, communicatorId: administrator.staffId })
    await enrol({ groupId, personId, hostingMunicipalityId: umea, homeMunicipalityId: umea })
    const found = async (more: object) => (await list(administrator, more)).rows.map((row) => row.personId)
    expect(await found({ search: '100%' })).toEqual([personId])
    expect(await found({ groupId })).toEqual([personId])
    expect(await found({ municipalityId: UNKNOWN })).toEqual([])
    expect((await list(administrator, { groupId })).rows[0]?.groups).toMatchObject([{ groupId }])
  })

  it('of other municipalities are not there', async () => {
    const personId = await makePerson(umea)
    expect((await list(stranger)).total).toBe(0)
    await expect(getParticipant(stranger, { personId })).rejects.toThrow(refused('access.not-found'))
    await expect(saveParticipant(stranger, participant({ personId }))).rejects.toThrow(refused('access.not-allowed'))
    const intoOwn = { ...participant({ personId }), homeMunicipalityId: only(stranger) }
    await expect(saveParticipant(stranger, intoOwn)).rejects.toThrow(refused('access.not-found'))
  })

  it('who are protected are only counted where they may not be changed', async () => {
    const host = await makeStaff({ role: 'coordinator', municipalityId: await makeMunicipality() })
    const groupId = await makeGroup({ hostingMunicipalityId: only(host), communicatorId: host.staffId })
    const personId = await makePerson(umea, { displayName: 'Mona 3', protectedIdentity: true })
    await enrol({ groupId, personId, hostingMunicipalityId: only(host), homeMunicipalityId: umea })
    expect(await list(host)).toMatchObject({ rows: [], total: 0, hiddenCount: 1 })
    await expect(getParticipant(host, { personId })).rejects.toThrow(refused('access.not-found'))
    expect((await list(administrator)).rows.map((row) => row.displayName)).toEqual(['Mona 3'])
    expect((await list(administrator, { search: 'Exempel' })).rows).toEqual([])
  })

  it('move with a date, and not in the future', async () => {
    const { personId } = await saveParticipant(administrator, participant())
    const municipalityId = only(stranger)
    const future = { personId, municipalityId, fromOn: '2999-01-01' }
    await expect(changeHomeMunicipality(administrator, future)).rejects.toThrow(
      refused('input.in-the-future', 'fromOn'),
    )
    await expect(changeHomeMunicipality(stranger, { ...future, fromOn: '2026-02-01' })).rejects.toThrow(
      refused('access.not-found'),
    )
    await changeHomeMunicipality(administrator, { personId, municipalityId, fromOn: '2026-02-01' })
    expect((await getParticipant(stranger, { personId })).registrations).toMatchObject([
      { municipalityId, fromOn: '2026-02-01' },
      { municipalityId: umea, fromOn: '2026-01-01' },
    ])
    await expect(getParticipant(administrator, { personId })).rejects.toThrow(refused('access.not-found'))
  })

  it('are not for a site host to list', async () => {
    const host = await makeStaff({ role: 'site_host', municipalityId: umea })
    await expect(list(host)).rejects.toThrow(refused('access.not-allowed'))
    await expect(saveParticipant(host, participant())).rejects.toThrow(refused('access.not-allowed'))
  })
})

function only(actor: StaffActor): MunicipalityId {
  const [role] = actor.roles
  if (!role) throw new Error('no role')
  return role.municipalityId
}

describe('staff', () => {
  const lists = async (more = {}) => (await listStaff(administrator, listStaffInput.parse(more))).rows

  it('are saved with an argon2id hash and lower-case e-mail, and listed with their roles', async () => {
    const { staffId } = await saveStaff(administrator, member())
    const readHash = (actor: Actor) =>
      withActor(actor, (tx) => tx.execute<{ hash: string | null }>(sql`select staff_password_hash(${staffId}) as hash`))
    const [row] = await readHash({ kind: 'system', name: 'sign-in' })
    expect(row?.hash).toMatch(/^\$argon2id\$/)
    expect(await verify(row?.hash ?? '', 'a password that is long')).toBe(true)
    expect((await readHash(administrator))[0]?.hash).toBeNull()
    await expect(withActor(SET_UP, (tx) => tx.select({ hash: staff.passwordHash }).from(staff))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    const [listed] = await lists({ role: 'coordinator' })
    expect(listed).toMatchObject({ staffId, roles: [{ role: 'coordinator', municipalityName: 'Umeå' }] })
    expect(listed?.email).toMatch(/^asa-\d+@example\.org$/)
  })

  it('refuse a taken e-mail, a short password, a missing one and an invalid site', async () => {
    const first = member()
    await saveStaff(administrator, first)
    const save = (more: object) => saveStaff(administrator, { ...member(), ...more })
    await expect(save({ email: first.email })).rejects.toThrow(refused('input.already-taken', 'email'))
    await expect(save({ password: 'elevenchars' })).rejects.toThrow(refused('people.password-too-short', 'password'))
    await expect(save({ password: null })).rejects.toThrow(refused('input.required', 'password'))
    const siteId = await makeSite(only(stranger))
    const roles = [{ role: 'site_host' as const, municipalityId: umea, siteId }]
    await expect(save({ roles })).rejects.toThrow(refused('input.unknown-choice', 'roles'))
  })

  it('are changed only where the actor may, roles elsewhere stay', async () => {
    const { staffId } = await saveStaff(administrator, member())
    const elsewhere = [{ role: 'interpreter' as const, municipalityId: only(stranger), siteId: null }]
    await expect(saveStaff(administrator, member({ roles: elsewhere }))).rejects.toThrow(refused('access.not-allowed'))
    await expect(saveStaff(stranger, member({ staffId, roles: elsewhere }))).rejects.toThrow(
      refused('access.not-found'),
    )
    const both = await makeStaff(
      { role: 'interpreter', municipalityId: umea },
      { role: 'interpreter', municipalityId: only(stranger) },
    )
    const roles = [{ role: 'coordinator' as const, municipalityId: umea, siteId: null }]
    await expect(saveStaff(administrator, member({ staffId: both.staffId, roles }))).rejects.toThrow(
      refused('access.not-allowed'),
    )
    const [row] = await withActor(SET_UP, (tx) =>
      tx.select({ name: staff.name, email: staff.email }).from(staff).where(eq(staff.id, both.staffId)),
    )
    const same = { staffId: both.staffId, name: row?.name, email: row?.email, password: null, roles }
    await saveStaff(administrator, member(same))
    const changed = (await lists()).find((each) => each.staffId === both.staffId)
    expect(changed?.roles.map((role) => role.role).toSorted()).toEqual(['coordinator', 'interpreter'])
  })

  it('never leave a municipality without an administrator', async () => {
    const [own] = await withActor(SET_UP, (tx) =>
      tx.select({ name: staff.name, email: staff.email }).from(staff).where(eq(staff.id, administrator.staffId)),
    )
    const same = { staffId: administrator.staffId, name: own?.name, email: own?.email, password: null }
    const kept = [{ role: 'administrator' as const, municipalityId: umea, siteId: null }]
    const last = refused('people.last-administrator', 'roles')
    await expect(saveStaff(administrator, member({ ...same, roles: [] }))).rejects.toThrow(last)
    await expect(saveStaff(administrator, member({ ...same, roles: kept, isDisabled: true }))).rejects.toThrow(last)
    await saveStaff(administrator, member({ roles: kept }))
    await saveStaff(administrator, member({ ...same, roles: [{ ...kept[0], role: 'coordinator' }] }))
    expect((await lists({ role: 'coordinator' })).map((each) => each.staffId)).toEqual([administrator.staffId])
  })

  it('get a first administrator from a command, which changes nothing the second time', async () => {
    const input = makeAdministratorInput.parse({
      ...{ email: 'First@example.org', name: 'First', password: 'a password that is long' },
      ...{ municipalityCode: '9999', municipalityName: 'Nykommun' },
    })
    const made = await makeAdministrator(SET_UP, input)
    expect(await makeAdministrator(SET_UP, input)).toEqual(made)
    await expect(makeAdministrator(administrator, input)).rejects.toThrow(refused('access.not-allowed'))
  })
})

it.each([
  ['saveParticipant', saveParticipantInput],
  ['getParticipant', getParticipantInput],
  ['listParticipants', listParticipantsInput],
  ['findByIdentityNumber', findByIdentityNumberInput],
  ['changeHomeMunicipality', changeHomeMunicipalityInput],
  ['openIdentityNumber', openIdentityNumberInput],
  ['saveStaff', saveStaffInput],
  ['listStaff', listStaffInput],
  ['makeAdministrator', makeAdministratorInput],
  ['listAudit', listAuditInput],
])('%s refuses an unknown field', (_name, schema) => {
  const { error } = schema.safeParse({ surplus: true })
  expect(error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true)
})

it('the audit shows a sign-in by the name of the account', async () => {
  const { email, password } = { email: `kim-${nextNumber()}@example.org`, password: 'a password that is long' }
  await saveStaff(administrator, member({ name: 'Kim Exempel', email, password }))
  await expect(checkPassword({ email, password: 'another one' })).rejects.toThrow(refused('sign-in.wrong-credentials'))
  await checkPassword({ email, password })
  const { rows } = await listAudit(administrator, listAuditInput.parse({ direction: 'desc', pageSize: 2 }))
  expect(rows).toMatchObject([
    { action: 'sign-in.accepted', actorName: 'Kim Exempel', subjectName: null },
    { action: 'sign-in.refused', actorName: 'Kim Exempel', subjectName: null },
  ])
})

it("only a municipality's administrators can read its audit", async () => {
  const { personId } = await saveParticipant(administrator, participant())
  const seen = async (actor: StaffActor) => (await listAudit(actor, listAuditInput.parse({ subjectId: personId }))).rows
  expect(await seen(administrator)).toMatchObject([
    { action: 'participant.saved', actorName: expect.stringMatching(/^Staff/) },
  ])
  expect(await seen(stranger)).toEqual([])
})
