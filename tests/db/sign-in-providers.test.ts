import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { withActor } from '@/db/client'
import { saveRoles } from '@/db/queries/staff'
import { providerRoles } from '@/db/schema/sign-in-providers'
import type { MunicipalityId, ProviderId } from '@/domain/ids'
import type { Actor, StaffActor } from '@/domain/people/actor'
import { addDays, dateOf } from '@/domain/time'
import { applyGivenRoles } from '@/services/access/apply-given-roles'
import { getProvider } from '@/services/access/get-provider'
import { listProviders } from '@/services/access/list-providers'
import { saveProvider } from '@/services/access/save-provider'
import { listTies, tieAccount, untieAccount } from '@/services/access/tie-account'
import { getStaffMember } from '@/services/people/get-staff-member'
import { saveStaff } from '@/services/people/save-staff'
import { SIGN_IN } from '@/services/system-actors'
import { makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { nextNumber, SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const TODAY = dateOf(Date.now())
const NOT_ALLOWED = { code: 'access.not-allowed' }
const NOT_FOUND = { code: 'access.not-found' }

let database: TestDatabase
let here: MunicipalityId
let there: MunicipalityId
let administrator: StaffActor
let stranger: StaffActor
let providerId: ProviderId

beforeAll(async () => {
  database = await createTestDatabase()
  here = await makeMunicipality()
  there = await makeMunicipality()
  administrator = await makeStaff({ role: 'administrator', municipalityId: here })
  stranger = await makeStaff({ role: 'administrator', municipalityId: there })
  providerId = await add(administrator, here)
})
afterAll(() => database.close())

const input = (municipalityId: MunicipalityId) => ({
  ...{ providerId: null, municipalityId, name: 'Kommunen', issuer: 'https://provider.invalid' },
  ...{ clientId: `client-${nextNumber()}`, clientSecret: 'a secret', groupsClaim: 'groups' },
  ...{ fromOn: '2026-01-01', untilOn: null, roles: [{ groupValue: 'a', role: 'administrator' as const }] },
})
const add = async (actor: Actor, at: MunicipalityId) => (await saveProvider(actor, input(at))).providerId

const provider = (at: MunicipalityId, id: ProviderId) => ({
  ...{ providerId: id, municipalityId: at, name: 'Kommunen', untilOn: null },
})

test('only administrators of its municipality see and save a provider', async () => {
  const coordinator = await makeStaff({ role: 'coordinator', municipalityId: here })
  for (const actor of [stranger, coordinator]) {
    await expect(add(actor, here)).rejects.toMatchObject(NOT_ALLOWED)
    await expect(listProviders(actor, { municipalityId: here })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(getProvider(actor, { municipalityId: here, providerId })).rejects.toMatchObject(NOT_ALLOWED)
  }
  // In a municipality of their own another's does not exist.
  await expect(getProvider(stranger, { municipalityId: there, providerId })).rejects.toMatchObject(NOT_FOUND)
  const stolen = { ...input(there), providerId, issuer: null }
  await expect(saveProvider(stranger, stolen)).rejects.toMatchObject(NOT_FOUND)
  expect(await listProviders(administrator, { municipalityId: here })).toHaveLength(1)
})

test('the database shows a provider to its administrators alone, and its secret to the sign-in alone', async () => {
  const seen = (actor: Actor) => withActor(actor, (tx) => tx.select().from(providerRoles))
  expect(await seen(administrator)).toHaveLength(1)
  expect(await seen(stranger)).toEqual([])
  const secret = (actor: Actor) =>
    withActor(actor, async (tx) => {
      const [row] = await tx.execute<{ secret: Buffer | null }>(sql`select provider_secret(${providerId}) as secret`)
      return row?.secret
    })
  for (const actor of [administrator, SET_UP]) expect(await secret(actor)).toBeNull()
  const sealed = await secret(SIGN_IN)
  expect(Buffer.from(sealed ?? '').toString('utf8')).not.toContain('a secret')
  const column = withActor(SET_UP, (tx) => tx.execute(sql`select sealed_secret from sign_in_providers`))
  await expect(column).rejects.toMatchObject({ cause: { message: expect.stringContaining('permission denied') } })
})

test('the issuer of a provider is fixed', async () => {
  const other = { ...input(here), providerId, issuer: 'https://another.invalid' }
  await expect(saveProvider(administrator, other)).rejects.toMatchObject(NOT_ALLOWED)
})

test.each([
  [{ issuer: null }, 'input.required'],
  [{ clientSecret: null }, 'input.required'],
  [{ issuer: 'http://provider.invalid' }, 'providers.not-https'],
  [{ untilOn: '2025-12-31' }, 'courses.end-before-start'],
  [{ roles: [1, 2].map(() => ({ groupValue: 'a', role: 'coordinator' as const })) }, 'input.listed-twice'],
])('a new provider with %j is refused with %s', async (wrong, code) => {
  await expect(saveProvider(administrator, { ...input(here), ...wrong })).rejects.toMatchObject({ code })
})

test('an account is tied only by those who manage all of it', async () => {
  const { staffId } = await makeStaff({ role: 'interpreter', municipalityId: here })
  const both = await makeStaff(
    { role: 'interpreter', municipalityId: here },
    { role: 'interpreter', municipalityId: there },
  )
  const elsewhere = { code: 'providers.account-elsewhere' }
  await expect(tieAccount(administrator, { staffId: both.staffId, providerId })).rejects.toMatchObject(elsewhere)
  await expect(tieAccount(stranger, { staffId, providerId })).rejects.toMatchObject(NOT_FOUND)
  const own = await makeStaff({ role: 'interpreter', municipalityId: there })
  await expect(tieAccount(stranger, { staffId: own.staffId, providerId })).rejects.toMatchObject(NOT_FOUND)
  await tieAccount(administrator, { staffId, providerId })
  await expect(tieAccount(administrator, { staffId, providerId })).rejects.toMatchObject({
    code: 'input.already-taken',
  })
  await expect(listTies(stranger, { staffId })).rejects.toMatchObject(NOT_FOUND)
  await expect(untieAccount(stranger, { staffId, providerId })).rejects.toMatchObject(NOT_FOUND)
  expect((await listTies(administrator, { staffId })).ties).toMatchObject([{ providerId, firstAt: null }])
  await untieAccount(administrator, { staffId, providerId })
  expect((await listTies(administrator, { staffId })).ties).toEqual([])
})

test('the last administrator stays when their group goes, and ends once there is another', async () => {
  const at = await makeMunicipality()
  const id = await withProvider(at)
  const only = await makeStaff({ role: 'interpreter', municipalityId: at })
  const follow = (meant: readonly 'administrator'[]) =>
    withActor(SET_UP, (tx) => applyGivenRoles(tx, provider(at, id), { staffId: only.staffId, meant }))
  await withActor(SET_UP, (tx) => tx.execute(sql`update staff set disabled_at = now() where id = ${founder.staffId}`))
  await follow(['administrator'])
  await follow([])
  const held = async () =>
    withActor(SET_UP, (tx) =>
      tx.execute(sql`select from role_assignments where staff_id = ${only.staffId} and role = 'administrator'`),
    )
  expect(await held()).toHaveLength(1)
  await makeStaff({ role: 'administrator', municipalityId: at })
  await follow([])
  expect(await held()).toHaveLength(0)
})

let founder: StaffActor
async function withProvider(at: MunicipalityId): Promise<ProviderId> {
  founder = await makeStaff({ role: 'administrator', municipalityId: at })
  return add(founder, at)
}

test('a provider is not ended while its roles alone administer the municipality', async () => {
  const at = await makeMunicipality()
  const id = await withProvider(at)
  const { staffId } = await makeStaff()
  const meant = ['administrator'] as const
  await withActor(SET_UP, (tx) => applyGivenRoles(tx, provider(at, id), { staffId, meant }))
  const actor: StaffActor = {
    kind: 'staff',
    staffId,
    roles: [{ role: 'administrator', municipalityId: at, siteId: null }],
  }
  await withActor(SET_UP, (tx) => tx.execute(sql`update staff set disabled_at = now() where id = ${founder.staffId}`))
  const ended = { ...input(at), providerId: id, issuer: null, untilOn: addDays(TODAY, 30) }
  await expect(saveProvider(actor, ended)).rejects.toMatchObject({ code: 'people.last-administrator' })
})

test('a role by hand and the same by a provider are two: saving the account changes the first alone', async () => {
  const { staffId } = await makeStaff({ role: 'coordinator', municipalityId: here })
  const role = { role: 'coordinator' as const, municipalityId: here, siteId: null }
  await withActor(SET_UP, (tx) => saveRoles(tx, staffId, [{ ...role, givenBy: providerId }]))
  const { email, name, language, ...member } = await getStaffMember(administrator, { staffId })
  expect([member.roles.length, member.followedRoles.length]).toEqual([1, 1])
  const account = { staffId, email, name, language: language, password: null, isDisabled: false }
  await saveStaff(administrator, { ...account, roles: [] })
  const after = await getStaffMember(administrator, { staffId })
  expect([after.roles.length, after.followedRoles.length]).toEqual([0, 1])
})

test('no provider gives a role in another municipality, by the database itself', async () => {
  const { staffId } = await makeStaff()
  const foreign = { role: 'coordinator' as const, municipalityId: there, siteId: null, givenBy: providerId }
  const given = withActor(SET_UP, (tx) => saveRoles(tx, staffId, [foreign]))
  await expect(given).rejects.toMatchObject({ cause: { message: expect.stringContaining('role_given_at_home') } })
})
