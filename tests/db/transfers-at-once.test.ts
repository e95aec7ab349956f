import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { MunicipalityId, PersonId, TransferQuestionId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { addDays, dateOf } from '@/domain/time'
import { changeHomeMunicipality } from '@/services/people/change-home-municipality'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { addressTransfers } from '@/services/transfers/address-transfers'
import { agreeToTransfer } from '@/services/transfers/agree-to-transfer'
import { listTransfers } from '@/services/transfers/list-transfers'
import { refuseTransfer } from '@/services/transfers/refuse-transfer'
import { requestTransfer } from '@/services/transfers/request-transfer'
import { settleTransfers } from '@/services/transfers/settle-transfers'
import { withdrawTransfer } from '@/services/transfers/withdraw-transfer'
import { identityNumber } from '@/tests/factories/identity-number'
import { makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

/*
 * Two at once, each in a transaction of its own: one wins, and the other is told. Whichever it is, the person is in one
 * municipality afterwards, and nothing that was asked waits for somebody who cannot answer any more.
 */

const JOBS = { kind: 'system', name: 'jobs' } as const
const TODAY = dateOf(Date.now())
const LATER = addDays(TODAY, 10)
const TRIES = 6

let database: TestDatabase
let owner: postgres.Sql
let old: MunicipalityId
let giver: StaffActor
let receivers: { home: MunicipalityId; actor: StaffActor; own: PersonId; questionId: TransferQuestionId }[]
let moving: PersonId

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})
beforeEach(setScene)

async function setScene(): Promise<void> {
  const number = identityNumber()
  old = await makeMunicipality()
  giver = await makeStaff({ role: 'case_officer', municipalityId: old })
  moving = await register(giver, old, number)
  receivers = []
  for (const _ of [1, 2]) {
    const home = await makeMunicipality()
    const actor = await makeStaff({ role: 'case_officer', municipalityId: home })
    const own = await register(actor, home, number)
    const questionId = (await listTransfers(giver, { personId: moving })).questions.at(-1)?.questionId
    if (!questionId) throw new Error('nobody asked')
    receivers.push({ home, actor, own, questionId })
  }
}

async function register(actor: StaffActor, home: MunicipalityId, number: string): Promise<PersonId> {
  const { personId } = await saveParticipant(actor, saved({ home, number }))
  await addressTransfers(JOBS, { personId })
  return personId
}

const saved = ({
  home,
  number,
  personId = null,
}: {
  home: MunicipalityId
  number: string
  personId?: PersonId | null
}) =>
  saveParticipantInput.parse({
    ...{ personId, displayName: 'Selam', givenName: 'Senait', familyName: 'Exempel', identityNumber: number },
    ...{ uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS, isProtected: false },
    ...{ homeMunicipalityId: home, registeredFromOn: '2024-01-01' },
  })

const at = (index: number) => {
  const receiver = receivers[index]
  if (!receiver) throw new Error('no such municipality')
  return receiver
}
const agree = (index: number, fromOn: string, resettles: number[] = []) =>
  agreeToTransfer(giver, { questionId: at(index).questionId, fromOn, resettles })
const requestOf = async (index: number) => {
  const request = (await listTransfers(at(index).actor, { personId: at(index).own })).requests[0]
  if (!request) throw new Error('nothing was asked')
  return request
}
const stateOf = async (index: number) => (await requestOf(index)).state
const openQuestions = async () =>
  (
    await owner<{ count: number }[]>`
    select count(*)::int as count from transfer_questions where person_id = ${moving} and state = 'asked'`
  )[0]?.count
const registrations = async () =>
  (
    await owner<{ home: MunicipalityId }[]>`
      select municipality_id as home from home_registrations where person_id = ${moving} order by from_on`
  ).map(({ home }) => home)

/** The codes of refusals, in order; nothing else may fail. */
async function outcomes(work: readonly (() => Promise<unknown>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(work.map((one) => one()))
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done'
    const { reason } = one
    if (!(reason instanceof Error && 'code' in reason && typeof reason.code === 'string')) throw reason
    return reason.code
  })
}

describe('two at once', () => {
  it.each([
    ['ahead in time', LATER],
    ['back-dated', TODAY],
  ])('transfer against transfer, %s', async (_, fromOn) => {
    for (let turn = 0; turn < TRIES; turn += 1) {
      const codes = await outcomes([() => agree(0, fromOn), () => agree(1, fromOn)])
      expect(codes.toSorted()).toEqual(['done', 'transfers.settled'])
      const winner = codes.indexOf('done')
      expect(await registrations()).toEqual([old, at(winner).home])
      expect([await stateOf(winner), await stateOf(1 - winner)]).toEqual(['agreed', 'refused'])
      // The other is told, and not to whom.
      const told = await requestOf(1 - winner)
      expect(told).toMatchObject({ isOvertaken: true, told: null, arrivingId: null })
      expect(JSON.stringify(told)).not.toContain(at(winner).home)
      expect(await openQuestions()).toBe(0)
      await setScene()
    }
  })

  it('agreeing against withdrawing', async () => {
    const seen = new Set<string>()
    for (let turn = 0; turn < TRIES; turn += 1) {
      const { requestId } = await requestOf(0)
      const work = [() => agree(0, LATER), () => withdrawTransfer(at(0).actor, { requestId })]
      const codes = turn % 2 === 0 ? await outcomes(work) : (await outcomes(work.toReversed())).toReversed()
      seen.add(codes.join(' '))
      expect(codes.toSorted()).toEqual(['done', 'transfers.settled'])
      const isAgreed = codes[0] === 'done'
      expect(await stateOf(0)).toBe(isAgreed ? 'agreed' : 'withdrawn')
      expect(await registrations()).toEqual(isAgreed ? [old, at(0).home] : [old])
      // Who was not agreed with is told only when somebody else was.
      expect(await stateOf(1)).toBe(isAgreed ? 'refused' : 'asked')
      await setScene()
    }
    expect(seen.size).toBeGreaterThan(0)
  })

  it('agreeing against refusing', async () => {
    for (let turn = 0; turn < TRIES; turn += 1) {
      const { questionId } = at(0)
      const codes = await outcomes([() => agree(0, LATER), () => refuseTransfer(giver, { questionId, reason: 'Nej' })])
      expect(codes.toSorted()).toEqual(['done', 'transfers.settled'])
      expect(await stateOf(0)).toBe(codes[0] === 'done' ? 'agreed' : 'refused')
      await setScene()
    }
  })

  it('agreeing against a move by hand', async () => {
    for (let turn = 0; turn < TRIES; turn += 1) {
      const third = await makeMunicipality()
      const move = () => changeHomeMunicipality(giver, { personId: moving, municipalityId: third, fromOn: TODAY })
      const work = [() => agree(0, TODAY), move]
      const codes = turn % 2 === 0 ? await outcomes(work) : (await outcomes(work.toReversed())).toReversed()
      const isAgreed = codes[0] === 'done'
      // A move that comes after finds the person gone, at its first look or at its second.
      if (isAgreed) expect(['people.moved-meanwhile', 'access.not-found', 'access.not-allowed']).toContain(codes[1])
      else expect(codes).toEqual(['transfers.settled', 'done'])
      expect(await registrations()).toEqual([old, isAgreed ? at(0).home : third])
      expect([await stateOf(0), await stateOf(1)]).toEqual([isAgreed ? 'agreed' : 'refused', 'refused'])
      expect(await openQuestions()).toBe(0)
      await setScene()
    }
  })

  it('a move by hand to a municipality that asked is its agreement', async () => {
    await changeHomeMunicipality(giver, { personId: moving, municipalityId: at(1).home, fromOn: TODAY })
    expect(await requestOf(1)).toMatchObject({ state: 'agreed', arrivingId: moving, agreedFromOn: TODAY })
    expect((await requestOf(1)).arrivedAt).not.toBeNull()
    expect(await requestOf(0)).toMatchObject({ state: 'refused', isOvertaken: true })
  })

  it('agreeing against a corrected number, in either order, without a deadlock', async () => {
    for (let turn = 0; turn < TRIES; turn += 1) {
      const { actor, home, own } = at(0)
      const correct = () => saveParticipant(actor, saved({ home, personId: own, number: identityNumber() }))
      const work = [() => agree(0, TODAY), correct]
      const codes = turn % 2 === 0 ? await outcomes(work) : (await outcomes(work.toReversed())).toReversed()
      expect(codes[1]).toBe('done')
      expect(['done', 'transfers.settled']).toContain(codes[0])
      expect((await registrations()).length).toBe(codes[0] === 'done' ? 2 : 1)
      await setScene()
    }
  })

  it('asking twice', async () => {
    const { actor, own } = at(0)
    await withdrawTransfer(actor, { requestId: (await requestOf(0)).requestId })
    const ask = () => requestTransfer(actor, { personId: own, fromOn: LATER, reason: 'Flyttat.' })
    expect((await outcomes([ask, ask])).toSorted()).toEqual(['done', 'transfers.already-asked'])
  })

  it('putting a request twice asks once, and the last day counts once', async () => {
    const { own } = at(0)
    await owner`delete from transfer_questions where request_id in (select id from transfer_requests where person_id = ${own})`
    const put = await Promise.all([1, 2, 3].map(() => addressTransfers(JOBS, { personId: own })))
    expect(put.reduce((sum, one) => sum + one.put, 0)).toBe(2)
    await agree(1, TODAY)
    await Promise.all([1, 2].map(() => settleTransfers(JOBS, Date.now())))
    expect(await registrations()).toEqual([old, at(1).home])
  })
})
