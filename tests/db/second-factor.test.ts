import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { withActor } from '@/db/client'
import { recoveryCodes } from '@/db/schema/second-factors'
import type { MunicipalityId, StaffId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { addDays, dateOf } from '@/domain/time'
import { findFactorOf, resetSecondFactor } from '@/services/access/reset-second-factor'
import {
  beginSecondFactor,
  checkSecondFactor,
  confirmSecondFactor,
  getFactorState,
  removeSecondFactor,
  showBegunFactor,
} from '@/services/access/second-factor'
import { getMunicipality } from '@/services/regions/get-municipality'
import { saveMunicipality } from '@/services/regions/save-municipality'
import { makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const NOW_MS = Date.parse('2026-01-12T09:00:00Z')
const STEP_MS = 30_000
const WRONG = { code: 'second-factor.wrong-code' }
const TODAY = dateOf(Date.now())

let database: TestDatabase
let here: MunicipalityId
let there: MunicipalityId
let administrator: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  here = await makeMunicipality()
  there = await makeMunicipality()
  administrator = await makeStaff({ role: 'administrator', municipalityId: here })
})
afterAll(() => database.close())

const codeOf = (secret: string, step = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: NOW_MS + step * STEP_MS })

/** An account with a confirmed factor; codes from the half minute after `NOW_MS` on are unused. */
async function makeMember(...at: MunicipalityId[]): Promise<{ staffId: StaffId; secret: string; codes: string[] }> {
  const { staffId } = await makeStaff(...at.map((municipalityId) => ({ role: 'interpreter' as const, municipalityId })))
  await beginSecondFactor(staffId)
  const { secret = '' } = (await showBegunFactor(staffId)) ?? {}
  const codes = await confirmSecondFactor(staffId, codeOf(secret), NOW_MS)
  return { staffId, secret, codes }
}

const later = NOW_MS + STEP_MS

test('a code that is sent twice at once is used once', async () => {
  const { staffId, secret } = await makeMember(here)
  const check = () => checkSecondFactor(staffId, codeOf(secret, 1), later)
  const results = await Promise.allSettled([check(), check(), check()])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
})

test('a recovery code that is sent twice at once is used once', async () => {
  const { staffId, codes } = await makeMember(here)
  const check = () => checkSecondFactor(staffId, codes[0] ?? '', later)
  const results = await Promise.allSettled([check(), check(), check()])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect((await getFactorState(staffId)).left).toBe(9)
})

test('a factor that is confirmed is neither shown, begun nor confirmed again', async () => {
  const { staffId, secret } = await makeMember(here)
  await beginSecondFactor(staffId)
  expect(await showBegunFactor(staffId)).toBeNull()
  await expect(confirmSecondFactor(staffId, codeOf(secret, 1), later)).rejects.toMatchObject(WRONG)
  await expect(checkSecondFactor(staffId, codeOf(secret, 1), later)).resolves.toBeUndefined()
})

test('one account’s codes open no other', async () => {
  const [one, other] = [await makeMember(here), await makeMember(here)]
  for (const code of [codeOf(one.secret, 1), one.codes[0] ?? '']) {
    await expect(checkSecondFactor(other.staffId, code, later)).rejects.toMatchObject(WRONG)
  }
})

test('a factor that has not been confirmed counts for nothing', async () => {
  const { staffId } = await makeStaff({ role: 'interpreter', municipalityId: here })
  await beginSecondFactor(staffId)
  const { secret = '' } = (await showBegunFactor(staffId)) ?? {}
  expect(await getFactorState(staffId)).toEqual({ isOn: false, isDemanded: false, left: 0 })
  await expect(checkSecondFactor(staffId, codeOf(secret), NOW_MS)).rejects.toMatchObject(WRONG)
})

test('only those who manage the whole account reset its factor', async () => {
  const own = await makeMember(here)
  const shared = await makeMember(here, there)
  const foreign = await makeMember(there)
  const reset = ({ staffId }: { staffId: StaffId }) => resetSecondFactor(administrator, { staffId })
  await expect(reset(shared)).rejects.toMatchObject({ code: 'access.not-allowed' })
  await expect(reset(foreign)).rejects.toMatchObject({ code: 'access.not-found' })
  await expect(findFactorOf(administrator, foreign)).rejects.toMatchObject({ code: 'access.not-found' })
  const coordinator = await makeStaff({ role: 'coordinator', municipalityId: here })
  await expect(resetSecondFactor(coordinator, own)).rejects.toMatchObject({ code: 'access.not-allowed' })
  await reset(own)
  expect(await getFactorState(own.staffId)).toEqual({ isOn: false, isDemanded: false, left: 0 })
})

test('a municipality demands it from a day on, of those who have a role there, and it stays until then', async () => {
  const at = await makeMunicipality()
  const actor = await makeStaff({ role: 'administrator', municipalityId: at })
  const { staffId, secret } = await makeMember(at)
  const demand = async (secondFactorFrom: string | null) => {
    const known = await getMunicipality(actor, { municipalityId: at })
    await saveMunicipality(actor, { ...known, secondFactorFrom })
    return (await getFactorState(staffId)).isDemanded
  }
  expect([await demand(addDays(TODAY, 1)), await demand(TODAY)]).toEqual([false, true])
  const elsewhere = await makeStaff({ role: 'interpreter', municipalityId: there })
  expect((await getFactorState(elsewhere.staffId)).isDemanded).toBe(false)
  const removed = () => removeSecondFactor(staffId, codeOf(secret, 1), later)
  await expect(removed()).rejects.toMatchObject({ code: 'second-factor.demanded' })
  expect(await demand(null)).toBe(false)
  await removed()
  expect((await getFactorState(staffId)).isOn).toBe(false)
})

test('the database shows recovery codes to nobody who is signed in', async () => {
  await makeMember(here)
  expect(await withActor(administrator, (tx) => tx.select().from(recoveryCodes))).toEqual([])
})
