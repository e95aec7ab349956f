import { generateKeyPairSync } from 'node:crypto'

import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { MunicipalityId, StaffId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { checkPassword } from '@/services/access/check-password'
import { endSessions } from '@/services/access/end-sessions'
import { loadStaffActor } from '@/services/access/load-staff-actor'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { joinLesson } from '@/services/tickets/join-lesson'
import { findMyLesson, listMyLessons } from '@/services/tickets/list-my-lessons'
import { getStaffMember } from '@/services/people/get-staff-member'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { makeAdministrator } from '@/services/people/make-administrator'
import { saveStaff, saveStaffInput } from '@/services/people/save-staff'
import { makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const PASSWORD = 'a password of the tests'
const NEW_PASSWORD = 'another one of the tests'

let database: TestDatabase
let umea: MunicipalityId
let bjurholm: MunicipalityId
let administrator: StaffActor
let made = 0

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  umea = await makeMunicipality()
  bjurholm = await makeMunicipality()
  administrator = await makeStaff({ role: 'administrator', municipalityId: umea })
})

type Roles = { role: string; municipalityId: MunicipalityId; siteId: null }[]
const communicatorIn = (municipalityId: MunicipalityId): Roles => [
  { role: 'communicator', municipalityId, siteId: null },
]

/** A member of staff in Umeå, with the values of that account's form. */
async function makeMember(roles: Roles = communicatorIn(umea)) {
  made += 1
  const email = `member-${made}@example.org`
  const form = { name: 'Kim Exempel', email, language: 'sv', isDisabled: false, password: null, roles }
  const both = await makeStaff(
    ...roles.map(({ municipalityId }) => ({ role: 'administrator' as const, municipalityId })),
  )
  const { staffId } = await saveStaff(both, saveStaffInput.parse({ ...form, staffId: null, password: PASSWORD }))
  const save = (change: object, by = administrator) =>
    saveStaff(by, saveStaffInput.parse({ ...form, staffId, ...change }))
  const begin = (password = PASSWORD) => checkPassword({ email, password })
  return { staffId, email, save, begin }
}

describe('a staff session ends', () => {
  it.each([
    ['with a new password', { password: NEW_PASSWORD }],
    ['with the last role', { roles: [] }],
    ['with the end of the account', { isDisabled: true }],
  ])('%s', async (_, change) => {
    const { save, begin } = await makeMember()
    const session = await begin()
    expect(await loadStaffActor(session)).not.toBeNull()
    await save(change)
    expect(await loadStaffActor(session)).toBeNull()
  })

  it('with one of several roles, and continues with a new one', async () => {
    const { save, begin } = await makeMember()
    const two = [...communicatorIn(umea), { role: 'interpreter', municipalityId: umea, siteId: null }]
    const session = await begin()
    await save({ roles: two, name: 'Kim Nyman' })
    expect(await loadStaffActor(session)).toMatchObject({ name: 'Kim Nyman' })
    await save({ roles: communicatorIn(umea) })
    expect(await loadStaffActor(session)).toBeNull()
    expect(await loadStaffActor(await begin())).not.toBeNull()
  })

  it('when somebody who was disabled is enabled again, for earlier sessions', async () => {
    const { save, begin } = await makeMember()
    const session = await begin()
    await save({ isDisabled: true })
    await save({ isDisabled: false })
    expect(await loadStaffActor(session)).toBeNull()
  })

  it('when the command line sets a password', async () => {
    const { email, begin } = await makeMember()
    const session = await begin()
    const municipality = { municipalityCode: '2480', municipalityName: 'Umeå' }
    await makeAdministrator(SET_UP, { email, name: 'Kim', password: NEW_PASSWORD, ...municipality })
    expect(await loadStaffActor(session)).toBeNull()
  })
})

describe('all sessions of an account are ended', () => {
  it('by their owner, and by an administrator of the account', async () => {
    const { staffId, begin } = await makeMember()
    const [own, second] = [await begin(), await begin()]
    const member = await loadStaffActor(own)
    if (!member) throw new Error('nobody signed in')
    await endSessions(member.actor, { staffId })
    for (const session of [own, second]) expect(await loadStaffActor(session)).toBeNull()
    const third = await begin()
    await endSessions(administrator, { staffId })
    expect(await loadStaffActor(third)).toBeNull()
    const { rows } = await listAudit(administrator, listAuditInput.parse({ direction: 'desc', pageSize: 1 }))
    expect(rows).toMatchObject([{ action: 'staff.sessions-ended', subjectId: staffId }])
  })

  it('by nobody else', async () => {
    const { staffId, begin } = await makeMember()
    const session = await begin()
    const others = [
      await makeStaff({ role: 'administrator', municipalityId: bjurholm }),
      await makeStaff({ role: 'coordinator', municipalityId: umea }),
      await makeStaff(),
    ]
    for (const actor of others) {
      await expect(endSessions(actor, { staffId })).rejects.toMatchObject({ code: 'access.not-found' })
    }
    expect(await loadStaffActor(session)).not.toBeNull()
  })
})

describe('an account whose last role was taken', () => {
  const find = async (by: StaffActor, staffId: StaffId) =>
    (await listStaff(by, listStaffInput.parse({ pageSize: 200 }))).rows.find((row) => row.staffId === staffId)

  it('is found, disabled, enabled and given a role by those who removed it, and by nobody else', async () => {
    const { staffId, save, begin } = await makeMember()
    await save({ roles: [] })
    expect(await find(administrator, staffId)).toMatchObject({ roles: [] })
    expect(await getStaffMember(administrator, { staffId })).toMatchObject({ roles: [], hasOtherRoles: false })
    await save({ roles: [], isDisabled: true, password: NEW_PASSWORD })
    await expect(begin(NEW_PASSWORD)).rejects.toMatchObject({ code: 'sign-in.wrong-credentials' })
    await save({ roles: [], isDisabled: false })
    expect(await loadStaffActor(await begin(NEW_PASSWORD))).toMatchObject({ actor: { roles: [] } })

    const stranger = await makeStaff({ role: 'administrator', municipalityId: bjurholm })
    expect(await find(stranger, staffId)).toBeUndefined()
    await expect(getStaffMember(stranger, { staffId })).rejects.toMatchObject({ code: 'access.not-found' })
    await expect(save({ roles: communicatorIn(bjurholm) }, stranger)).rejects.toMatchObject({
      code: 'access.not-found',
    })
    await save({ roles: communicatorIn(umea) })
    expect(await find(administrator, staffId)).toMatchObject({ roles: [{ role: 'communicator' }] })
  })

  it('is managed by each municipality that removed one of the last, and by the one that gives a new one alone', async () => {
    const elsewhere = await makeStaff({ role: 'administrator', municipalityId: bjurholm })
    const both = await makeStaff(
      { role: 'administrator', municipalityId: umea },
      { role: 'administrator', municipalityId: bjurholm },
    )
    const { staffId, save } = await makeMember([...communicatorIn(umea), ...communicatorIn(bjurholm)])
    await save({ roles: [] }, both)
    for (const actor of [administrator, elsewhere]) expect(await find(actor, staffId)).toBeDefined()
    await save({ roles: communicatorIn(bjurholm) }, both)
    expect(await find(administrator, staffId)).toBeUndefined()
    expect(await find(elsewhere, staffId)).toBeDefined()
  })

  it('is one row of the audit with both municipalities for who sees both, and with the own one for others', async () => {
    const both = await makeStaff(
      { role: 'administrator', municipalityId: umea },
      { role: 'administrator', municipalityId: bjurholm },
    )
    const { staffId, save } = await makeMember([...communicatorIn(umea), ...communicatorIn(bjurholm)])
    await save({ roles: [] }, both)
    const namesFor = async (actor: StaffActor) => {
      const { rows } = await listAudit(actor, listAuditInput.parse({ subjectId: staffId, action: 'staff.saved' }))
      return rows.map((row) => row.municipalityNames.length)
    }
    // Made, and its roles taken.
    expect([await namesFor(both), await namesFor(administrator)]).toEqual([
      [2, 2],
      [1, 1],
    ])
  })

  it('leaves an audit entry where it was removed', async () => {
    const { staffId, save } = await makeMember()
    await save({ roles: [] })
    const { rows } = await listAudit(administrator, listAuditInput.parse({ direction: 'desc', pageSize: 1 }))
    expect(rows).toMatchObject([{ action: 'staff.saved', subjectId: staffId, details: { roles: '' } }])
  })
})

describe('somebody who is no longer a communicator', () => {
  const MAKER = { key: generateKeyPairSync('ed25519').privateKey, mediaUrl: 'http://media', iceServers: [] }

  it('leads, finds and lists no lesson that still names them', async () => {
    const region: Region = await makeRegion()
    const nowMs = region.startsAt.getTime()
    const { lessonId, communicator } = region
    const join = (actor: StaffActor) => joinLesson(actor, { lessonId }, { ...MAKER, nowMs })
    expect(await join(communicator)).toHaveProperty('ticket')
    for (const roles of [[], [{ role: 'interpreter' as const, municipalityId: region.umea, siteId: null }]]) {
      const former: StaffActor = { ...communicator, roles }
      await expect(join(former)).rejects.toMatchObject({ code: expect.stringMatching(/^(courses|access)\./) })
      expect(await findMyLesson(former, { as: 'communicator', lessonId }, nowMs)).toBeUndefined()
      expect(await listMyLessons(former, { as: 'communicator' }, nowMs)).toEqual([])
    }
  })
})

describe('a wrong sign-in', () => {
  it('writes as much for an unknown address as for a known one', async () => {
    const { email } = await makeMember()
    const owner = postgres(database.ownerUrl, { max: 1 })
    const nextTransaction = async () => {
      const [row] = await owner<{ next: string }[]>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`
      return Number(row?.next)
    }
    const written = async (address: string) => {
      const before = await nextTransaction()
      await expect(checkPassword({ email: address, password: 'wrong' })).rejects.toMatchObject({
        code: 'sign-in.wrong-credentials',
      })
      return (await nextTransaction()) - before
    }
    // Transactions are counted for the whole cluster, which other tests use too: the minimum is this test's own.
    const least = async (address: string) => {
      let found = Infinity
      for (let time = 0; time < 10 || (found > 1 && time < 100); time += 1)
        found = Math.min(found, await written(address))
      return found
    }
    await written('first@example.org')
    expect(await least(email)).toBe(1)
    expect(await least('nobody@example.org')).toBe(1)
    await owner.end()
  })
})
