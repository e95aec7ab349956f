import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { openDatabase } from '@/db/client'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { findByIdentityNumber } from '@/services/people/find-by-identity-number'
import { findPeople } from '@/services/people/find-people'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { openParticipant } from '@/services/people/open-participant'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { addressTransfers } from '@/services/transfers/address-transfers'
import { listTransfers } from '@/services/transfers/list-transfers'
import { refuseTransfer } from '@/services/transfers/refuse-transfer'
import { requestTransfer } from '@/services/transfers/request-transfer'
import { withdrawTransfer } from '@/services/transfers/withdraw-transfer'
import { listWorklist } from '@/services/worklist/list-worklist'
import { identityNumber } from '@/tests/factories/identity-number'
import { makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

/*
 * What a case officer learns by registering a number: nothing. A number that nobody has, one that another municipality
 * has, one of a protected person there and one in a municipality that has left are answered with the same rows, by the
 * same number of queries, until somebody there answers.
 */

const JOBS = { kind: 'system', name: 'jobs' } as const
const ELSEWHERE = [
  'free',
  'elsewhere',
  'protected elsewhere',
  'protected elsewhere and refused',
  'with one who has left',
] as const

let database: TestDatabase
let owner: postgres.Sql
let pool: ReturnType<typeof openDatabase>
let queries = 0
let home: MunicipalityId
let officer: StaffActor
let other: MunicipalityId
let keeper: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
  const nothing = () => {}
  const watch = { queried: () => (queries += 1), asked: () => ({ begun: nothing, ended: nothing }) }
  pool = openDatabase(database.appUrl, { watch })
})
afterAll(async () => {
  await Promise.all([owner.end(), pool.close()])
  await database.close()
})
beforeEach(setScene)

async function setScene(): Promise<void> {
  home = await makeMunicipality('Nordmaling')
  officer = await makeStaff(
    { role: 'case_officer', municipalityId: home },
    { role: 'administrator', municipalityId: home },
  )
  other = await makeMunicipality('Umeå')
  keeper = await makeStaff({ role: 'case_officer', municipalityId: other })
}

const written = (homeMunicipalityId: MunicipalityId, number: string, more = {}) =>
  saveParticipantInput.parse({
    ...{ personId: null, displayName: 'Senait', givenName: 'Senait', familyName: 'Exempel', identityNumber: number },
    ...{ uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS, isProtected: false },
    ...{ homeMunicipalityId, registeredFromOn: '2026-01-01', ...more },
  })

/** A number that is known as the world says. */
async function knownAs(world: (typeof ELSEWHERE)[number]): Promise<string> {
  const number = identityNumber()
  if (world === 'free') return number
  const isProtected = world.startsWith('protected')
  await saveParticipant(
    keeper,
    written(other, number, { isProtected, displayName: isProtected ? 'Blåklocka' : 'Selam' }),
  )
  if (world === 'with one who has left')
    await owner`update municipalities set left_on = '2026-01-01' where id = ${other}`
  return number
}

type Counted = { answer: unknown; queries: number }

async function count(work: () => Promise<unknown>): Promise<Counted> {
  const before = queries
  const answer = await work().catch((error: unknown) => ({
    refused: error instanceof Error && 'code' in error ? error.code : String(error),
    details: error instanceof Error && 'details' in error ? error.details : null,
  }))
  return { answer, queries: queries - before }
}

/** All that an office can ask after it has registered somebody, and how many queries each answer took. */
async function lookAround(number: string): Promise<unknown> {
  const saved = await count(() => saveParticipant(officer, written(home, number)))
  const personId = idOf(saved.answer)
  const look = async () => ({
    page: await count(() => openParticipant(officer, { personId })),
    transfers: await count(() => listTransfers(officer, { personId })),
    worklist: await count(() => listWorklist(officer, Date.now())),
    list: await count(() => listParticipants(officer, listParticipantsInput.parse({}))),
    byNumber: await count(() => findByIdentityNumber(officer, { identityNumber: number })),
    byNumberTyped: await count(() => findPeople(officer, { search: number })),
    log: await count(() => listAudit(officer, listAuditInput.parse({ subjectId: personId }))),
    again: await count(() => saveParticipant(officer, written(home, number, { otherThan: [personId] }))),
    changed: await count(() => saveParticipant(officer, written(home, number, { personId }))),
  })
  const before = await look()
  await addressTransfers(JOBS, { personId })
  await answerIn(number)
  const after = await look()
  const requestId = requestIdOf(after.transfers.answer)
  const withdrawn = await count(() => withdrawTransfer(officer, { requestId }))
  await addressTransfers(JOBS, { personId })
  const asked = { personId, fromOn: '2026-02-01', reason: 'Flyttat hit.' }
  const again = await count(() => requestTransfer(officer, asked))
  return { saved, before, after, withdrawn, again, last: await look() }
}

const requestIdOf = (answer: unknown) => {
  const { requests } = answer as Awaited<ReturnType<typeof listTransfers>>
  const open = requests.find(({ state }) => state === 'asked')
  if (!open) throw new Error('nothing is asked')
  return open.requestId
}

const idOf = (answer: unknown) => (answer as { personId: PersonId }).personId

let answers: (number: string) => Promise<void>
const answerIn = (number: string) => answers(number)

/** Ids and moments are different each time, and say nothing. */
function withoutIds(value: unknown): unknown {
  const text = JSON.stringify(value)
  const ids = new Map<string, string>()
  return JSON.parse(
    text
      .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, (id) => {
        ids.set(id, ids.get(id) ?? `id ${ids.size}`)
        return ids.get(id) ?? ''
      })
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'moment')
      .replaceAll(/"cardNumber":"[^"]*"/g, '"cardNumber":"card"')
      .replaceAll(/"(id|entryId|auditId)":"?\d+"?/g, '"id":"row"')
      .replaceAll(/Staff \d+/g, 'Staff'),
  )
}

it('a number is answered alike, no matter who has it', async () => {
  const worlds = new Map<string, unknown>()
  for (const world of ELSEWHERE) {
    await setScene()
    const number = await knownAs(world)
    answers = async (asked) => {
      if (!world.endsWith('refused')) return
      const { personId } = await findByIdentityNumber(keeper, { identityNumber: asked })
      const questionId = (await listTransfers(keeper, { personId })).questions[0]?.questionId
      if (!questionId) throw new Error('nobody asked')
      await refuseTransfer(keeper, { questionId, reason: 'Får inte röjas.' })
    }
    worlds.set(world, withoutIds(await lookAround(number)))
  }
  const free = worlds.get('free')
  for (const world of ELSEWHERE) expect({ world, told: worlds.get(world) }).toEqual({ world, told: free })
  // It is a request in each of them, and the queries were counted.
  expect(JSON.stringify(free)).toContain('"state":"asked"')
  expect(free).toMatchObject({ saved: { queries: expect.any(Number) } })
  expect((free as { saved: Counted }).saved.queries).toBeGreaterThan(5)
})

it('a number of the own municipality is refused, as it may be', async () => {
  const number = await knownAs('elsewhere')
  await saveParticipant(officer, written(home, number))
  const likely = await count(() => saveParticipant(officer, written(home, number)))
  expect(likely.answer).toMatchObject({ refused: 'people.identity-number-taken', details: { field: 'identityNumber' } })
})

it('the database shows the asking municipality no row that the number of another one adds', async () => {
  const seenIn = async (world: (typeof ELSEWHERE)[number]) => {
    await setScene()
    const number = await knownAs(world)
    const { personId } = await saveParticipant(officer, written(home, number))
    await addressTransfers(JOBS, { personId })
    const app = postgres(database.appUrl, { max: 1 })
    const rows = await app.begin(async (tx) => {
      await tx`select set_config('app.actor', ${`staff:${officer.staffId}`}, true)`
      return {
        requests: await tx`
          select state, arriving_id, told, settled_at from transfer_requests where person_id = ${personId}`,
        questions: (await tx`select 1 from transfer_questions`).length,
        awaited: await tx`select actor_awaited_persons() as ids`,
        persons: (await tx`select 1 from persons where home_municipality_id <> ${home}`).length,
      }
    })
    await app.end()
    return JSON.parse(JSON.stringify(rows)) as unknown
  }
  const free = await seenIn('free')
  expect(free).toEqual({
    requests: [{ state: 'asked', arriving_id: null, told: null, settled_at: null }],
    questions: 0,
    awaited: [{ ids: [] }],
    persons: 0,
  })
  expect(await seenIn('elsewhere')).toEqual(free)
  expect(await seenIn('protected elsewhere')).toEqual(free)
})

it.each(['case_officer', 'coordinator', 'administrator'] as const)(
  'a %s writes no question, no answer, and no request about a number that is not their own person’s',
  async (role) => {
    const number = await knownAs('elsewhere')
    const { personId } = await saveParticipant(officer, written(home, identityNumber()))
    const { personId: foreign } = await findByIdentityNumber(keeper, { identityNumber: number })
    const { staffId } = await makeStaff({ role, municipalityId: home })
    const [hash] = await owner<{ hash: string }[]>`
      select identity_number_hash as hash from person_identities where person_id = ${foreign}`
    const app = postgres(database.appUrl, { max: 1 })
    const attempt = (work: (tx: postgres.TransactionSql) => Promise<{ count: number }>) =>
      app
        .begin(async (tx) => {
          await tx`select set_config('app.actor', ${`staff:${staffId}`}, true)`
          return (await work(tx)).count
        })
        .catch((error: unknown) => (error instanceof Error && 'code' in error ? error.code : error))
    const values = (of: string, numberHash: string) => ({
      ...{ municipality_id: home, person_id: of, number_hash: numberHash, from_on: '2026-01-01', reason: '' },
      ...{ asked_by: staffId, due_on: '2026-01-01', ends_on: '2026-01-01' },
    })
    const refused = '42501'
    expect(await attempt((tx) => tx`insert into transfer_requests ${tx(values(personId, hash?.hash ?? ''))}`)).toBe(
      refused,
    )
    expect(await attempt((tx) => tx`insert into transfer_requests ${tx(values(foreign, hash?.hash ?? ''))}`)).toBe(
      refused,
    )
    const agreed = { state: 'agreed', arriving_id: foreign, agreed_from_on: '2026-01-01' }
    expect(await attempt((tx) => tx`update transfer_requests set ${tx(agreed)} where person_id = ${personId}`)).toBe(
      refused,
    )
    const half = { state: 'withdrawn', arriving_id: foreign }
    expect(await attempt((tx) => tx`update transfer_requests set ${tx(half)} where person_id = ${personId}`)).toBe(
      refused,
    )
    const [request] = await owner<{ id: string }[]>`select id from transfer_requests where person_id = ${personId}`
    const question = {
      ...{ request_id: request?.id ?? '', municipality_id: home, person_id: personId, asking_municipality_id: home },
      ...{ from_on: '2026-01-01', reason: '', asked_at: new Date(), due_on: '2026-01-01' },
    }
    expect(await attempt((tx) => tx`insert into transfer_questions ${tx(question)}`)).toBe(refused)
    expect(await attempt((tx) => tx`update transfer_questions set state = 'refused'`)).toBe(0)
    await app.end()
  },
)
