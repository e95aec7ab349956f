import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { MunicipalityId, PersonId, TransferQuestionId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { addDays, dateOf } from '@/domain/time'
import { createPersonLink } from '@/services/access/create-person-link'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { getClaimBasis } from '@/services/claims/get-claim-basis'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { findByIdentityNumber } from '@/services/people/find-by-identity-number'
import { getParticipant } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { openProtected } from '@/services/people/open-protected'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { addressTransfers } from '@/services/transfers/address-transfers'
import { agreeToTransfer } from '@/services/transfers/agree-to-transfer'
import { getTransferQuestion } from '@/services/transfers/get-transfer-question'
import { listTransfers } from '@/services/transfers/list-transfers'
import { refuseTransfer } from '@/services/transfers/refuse-transfer'
import { requestTransfer } from '@/services/transfers/request-transfer'
import { settleTransfers } from '@/services/transfers/settle-transfers'
import { withdrawTransfer } from '@/services/transfers/withdraw-transfer'
import { listWorklist } from '@/services/worklist/list-worklist'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { identityNumber } from '@/tests/factories/identity-number'
import { makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const JOBS = { kind: 'system', name: 'jobs' } as const
const DAY_MS = 24 * 60 * 60_000
const TODAY = dateOf(Date.now())
const LATER = addDays(TODAY, 10)
const BEFORE = addDays(TODAY, -20)

let database: TestDatabase
let owner: postgres.Sql
let old: MunicipalityId
let fresh: MunicipalityId
let giver: StaffActor
let receiver: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})
beforeEach(async () => {
  await owner`truncate transfer_questions, transfer_requests`
  old = await makeMunicipality('Umeå')
  fresh = await makeMunicipality('Nordmaling')
  giver = await makeStaff({ role: 'administrator', municipalityId: old })
  receiver = await makeStaff({ role: 'administrator', municipalityId: fresh })
})

type Stated = { number: string; on?: string; isProtected?: boolean; displayName?: string }

async function register(
  actor: StaffActor,
  home: MunicipalityId,
  { number, on = '2024-01-01', isProtected = false, displayName = 'Selam' }: Stated,
): Promise<PersonId> {
  const { personId } = await saveParticipant(
    actor,
    saveParticipantInput.parse({
      ...{ personId: null, displayName, givenName: 'Senait', familyName: 'Exempel', identityNumber: number },
      ...{ uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS, isProtected },
      ...{ homeMunicipalityId: home, registeredFromOn: on },
    }),
  )
  await addressTransfers(JOBS, { personId })
  return personId
}

/** Somebody of the old municipality whom the new one has registered too, and the question about them. */
async function askedFor(stated: Partial<Stated> = {}) {
  const number = identityNumber()
  const moving = await register(giver, old, { number, ...stated })
  const own = await register(receiver, fresh, { number, on: LATER, displayName: 'Senait' })
  return { number, moving, own, questionId: await questionAbout(moving) }
}

async function questionAbout(personId: PersonId, actor = giver): Promise<TransferQuestionId> {
  const { questions } = await listTransfers(actor, { personId })
  const last = questions.at(-1)
  if (!last) throw new Error('nobody asked')
  return last.questionId
}

const agree = (questionId: TransferQuestionId, fromOn: string, resettles: number[] = [], actor = giver) =>
  agreeToTransfer(actor, { questionId, fromOn, resettles })
const stateOf = async (personId: PersonId, actor = receiver) =>
  (await listTransfers(actor, { personId })).requests.map(({ state }) => state)
const requestOf = async (personId: PersonId, actor = receiver) => {
  const request = (await listTransfers(actor, { personId })).requests[0]
  if (!request) throw new Error('nothing was asked')
  return request
}
const sees = async (actor: StaffActor, personId: PersonId) => {
  const isListed = (await listParticipants(actor, listParticipantsInput.parse({ pageSize: 100 }))).rows.some(
    (row) => row.personId === personId,
  )
  const isOpened = await getParticipant(actor, { personId }).then(
    () => true,
    () => false,
  )
  expect(isListed).toBe(isOpened)
  return isOpened
}
const waiting = async (actor: StaffActor, nowMs = Date.now()) =>
  (await listWorklist(actor, nowMs)).map(({ kind, urgency, about }) => `${kind} ${urgency} ${about}`)
const log = async (actor: StaffActor, subjectId: PersonId) =>
  (await listAudit(actor, listAuditInput.parse({ subjectId, pageSize: 100 }))).rows
    .map(({ action }) => action)
    .filter((action) => action.startsWith('transfer.') || action === 'participant.moved')

describe('a transfer ahead in time', () => {
  it('is asked for by registering, agreed to, and happens on its day', async () => {
    const { number, moving, own, questionId } = await askedFor()
    expect(await waiting(giver)).toEqual(['transfer-asked this-week Selam'])
    expect([await sees(giver, moving), await sees(receiver, moving)]).toEqual([true, false])

    await agree(questionId, LATER)
    expect(await requestOf(own)).toMatchObject({ state: 'agreed', agreedFromOn: LATER, arrivingId: moving })
    expect(await waiting(receiver)).toEqual(['transfer-answered this-week Senait'])
    expect(await waiting(giver)).toEqual([])
    expect(await log(giver, moving)).toEqual(['transfer.asked', 'transfer.put', 'transfer.agreed'])
    // On the way: both see them, and the old municipality is still their home.
    expect([await sees(giver, moving), await sees(receiver, moving)]).toEqual([true, true])
    expect(await getParticipant(giver, { personId: moving })).toMatchObject({
      homeMunicipalityId: old,
      mayChange: true,
    })
    const shown = await getParticipant(receiver, { personId: moving })
    expect(shown).toMatchObject({ homeMunicipalityId: old, mayChange: false, givenName: null, registrations: [] })
    await expect(createPersonLink(receiver, { personId: moving })).rejects.toMatchObject({ code: 'access.not-found' })
    const [dayBefore, dayOfMove] = [9, 10].map((days) => Date.now() + days * DAY_MS) as [number, number]
    expect(await settleTransfers(JOBS, dayBefore)).toEqual({ arrived: 0, expired: 0 })
    expect([await sees(giver, moving), await sees(receiver, moving)]).toEqual([true, true])

    expect(await settleTransfers(JOBS, dayOfMove)).toEqual({ arrived: 1, expired: 0 })
    expect(await settleTransfers(JOBS, dayOfMove)).toEqual({ arrived: 0, expired: 0 })
    expect([await sees(giver, moving), await sees(receiver, moving)]).toEqual([false, true])
    expect(await getParticipant(receiver, { personId: moving })).toMatchObject({
      mayChange: true,
      familyName: 'Exempel',
    })
    expect(await findByIdentityNumber(receiver, { identityNumber: number })).toEqual({ personId: moving })
    expect(await getParticipant(receiver, { personId: own })).toMatchObject({ hasIdentityNumber: false })
    expect(await log(receiver, own)).toEqual(['transfer.asked', 'transfer.agreed'])
    expect(await log(receiver, moving)).toEqual(['participant.moved'])
  })

  it('of a protected person shows the new municipality their alias alone', async () => {
    const { moving, own, questionId } = await askedFor({ isProtected: true, displayName: 'Blåklocka' })
    expect(await waiting(giver)).toEqual(['transfer-asked this-week Blåklocka'])
    await agree(questionId, LATER)
    expect([await sees(giver, moving), await sees(receiver, moving)]).toEqual([true, true])
    const stranger = await makeStaff({ role: 'administrator', municipalityId: await makeMunicipality() })
    expect(await sees(stranger, moving)).toBe(false)
    expect(await getParticipant(receiver, { personId: moving })).toMatchObject({
      displayName: 'Blåklocka',
      isOpen: false,
    })
    expect(await stateOf(own)).toEqual(['agreed'])
  })

  it('takes another day than the proposal, but none before the latest registration', async () => {
    const { own, questionId } = await askedFor()
    await expect(agree(questionId, '2024-01-01')).rejects.toMatchObject({
      code: 'transfers.before-registration',
      details: { field: 'fromOn' },
    })
    await agree(questionId, addDays(LATER, 3))
    expect(await requestOf(own)).toMatchObject({ fromOn: LATER, agreedFromOn: addDays(LATER, 3) })
  })
})

describe('a back-dated transfer', () => {
  it('says how many lessons are settled again, queues them, and they belong to the municipality of their day', async () => {
    const { moving, questionId } = await askedFor()
    const communicatorId = giver.staffId
    const groupId = await makeGroup({ hostingMunicipalityId: old, communicatorId })
    await enrol({ groupId, personId: moving, hostingMunicipalityId: old, homeMunicipalityId: old })
    const days = [-30, -10, -5]
    const lessonIds = []
    for (const day of days) {
      const startsAt = new Date(Date.now() + day * DAY_MS)
      const lessonId = await makeLesson({ groupId, hostingMunicipalityId: old, communicatorId }, startsAt)
      lessonIds.push(lessonId)
      await owner`update lessons set live_at = starts_at, ended_at = ends_at where id = ${lessonId}`
      await owner`
        insert into presence_facts (id, lesson_id, kind, person_id, peer_id, at, node_id)
        select gen_random_uuid(), id, k.kind, ${moving}, ${lessonId}, case k.kind when 'joined' then starts_at else ends_at end, 'n'
        from lessons, (values ('joined'), ('left')) k (kind) where id = ${lessonId}`
      await assessLesson(JOBS, { lessonId })
    }
    const queued = async () =>
      (
        await owner<{ key: string }[]>`
          select key from graphile_worker.jobs where key like 'assess-lesson:%' order by key`
      ).map(({ key }) => key.slice('assess-lesson:'.length))
    await owner`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`

    await expect(agree(questionId, BEFORE)).rejects.toMatchObject({
      code: 'transfers.resettles',
      details: { lessons: 2 },
    })
    await expect(agree(questionId, BEFORE, [1])).rejects.toMatchObject({ code: 'transfers.resettles' })
    expect(await queued()).toEqual([])
    await agree(questionId, BEFORE, [2])
    expect(await queued()).toEqual(lessonIds.slice(1).toSorted())
    for (const lessonId of lessonIds) await assessLesson(JOBS, { lessonId })
    const minutes = async (actor: StaffActor, municipalityId: MunicipalityId) => {
      const period = { fromOn: addDays(TODAY, -40), untilOn: TODAY }
      const basis = await getClaimBasis(actor, { municipalityId, ...period })
      return basis.lines.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId)).toSorted()
    }
    expect(await minutes(giver, old)).toEqual([lessonIds[0]])
    expect(await minutes(receiver, fresh)).toEqual(lessonIds.slice(1).toSorted())
  })

  it('happens at once', async () => {
    const { moving, own, questionId } = await askedFor()
    expect(await getTransferQuestion(giver, { questionId })).toMatchObject({ isOpen: true, lessons: 0 })
    await agree(questionId, TODAY)
    expect([await sees(giver, moving), await sees(receiver, moving)]).toEqual([false, true])
    expect((await requestOf(own)).arrivedAt).not.toBeNull()
    // The one who answered can still read what they answered, and no more about the person.
    expect(await getTransferQuestion(giver, { questionId })).toMatchObject({
      isOpen: false,
      state: 'agreed',
      person: null,
    })
  })
})

describe('a refusal', () => {
  it('is told with its reason', async () => {
    const { moving, own, questionId } = await askedFor()
    await expect(refuseTransfer(giver, { questionId, reason: '' })).rejects.toMatchObject({
      code: 'people.reason-required',
    })
    await refuseTransfer(giver, { questionId, reason: 'Bor kvar hos oss.' })
    expect(await requestOf(own)).toMatchObject({ state: 'refused', told: 'Bor kvar hos oss.', arrivingId: null })
    expect(await waiting(receiver)).toEqual(['transfer-answered this-week Senait'])
    expect(await log(giver, moving)).toEqual(['transfer.asked', 'transfer.put', 'transfer.refused'])
    expect(await log(receiver, own)).toEqual(['transfer.asked', 'transfer.refused'])
    await requestTransfer(receiver, { personId: own, fromOn: TODAY, reason: 'Ny adress.' })
    expect(await stateOf(own)).toEqual(['asked', 'refused'])
  })

  it('of a protected person is told to nobody: the request waits until its last day', async () => {
    const { own, questionId } = await askedFor({ isProtected: true, displayName: 'Blåklocka' })
    const before = await listTransfers(receiver, { personId: own })
    await refuseTransfer(giver, { questionId, reason: 'Får inte röjas.' })
    expect(await listTransfers(receiver, { personId: own })).toEqual(before)
    expect(await waiting(receiver)).toEqual([])
    expect(await log(receiver, own)).toEqual(['transfer.asked'])
    expect(await getTransferQuestion(giver, { questionId })).toMatchObject({
      state: 'refused',
      answer: 'Får inte röjas.',
    })
    await owner`update transfer_requests set ends_on = ${addDays(TODAY, -1)} where person_id = ${own}`
    expect(await settleTransfers(JOBS, Date.now())).toEqual({ arrived: 0, expired: 1 })
    expect(await stateOf(own)).toEqual(['expired'])
  })

  it('of one of two municipalities leaves the other its answer', async () => {
    const { number, moving, questionId, own } = await askedFor()
    const third = await makeMunicipality('Vännäs')
    const keeper = await makeStaff({ role: 'case_officer', municipalityId: third })
    const twin = await register(keeper, third, { number, displayName: 'Tvilling' })
    await addressTransfers(JOBS, { personId: own })
    await refuseTransfer(giver, { questionId, reason: 'Okänd adress.' })
    expect(await stateOf(own)).toEqual(['asked'])
    const questions = (await listTransfers(keeper, { personId: twin })).questions
    const fromFresh = questions.find(({ askingMunicipalityName }) => askingMunicipalityName === 'Nordmaling')
    if (!fromFresh) throw new Error('not asked')
    await agree(fromFresh.questionId, LATER, [], keeper)
    expect(await requestOf(own)).toMatchObject({ state: 'agreed', arrivingId: twin })
    expect(await sees(giver, moving)).toBe(true)
  })
})

describe('a request', () => {
  it('that nobody answers is late after ten days and ends after sixty, for both', async () => {
    const { moving, own } = await askedFor()
    expect(await waiting(giver, Date.now() + 10 * DAY_MS)).toEqual(['transfer-asked today Selam'])
    expect(await waiting(giver, Date.now() + 11 * DAY_MS)).toEqual(['transfer-asked late Selam'])
    expect(await settleTransfers(JOBS, Date.now() + 60 * DAY_MS)).toEqual({ arrived: 0, expired: 0 })
    expect(await settleTransfers(JOBS, Date.now() + 61 * DAY_MS)).toEqual({ arrived: 0, expired: 2 })
    expect(await stateOf(own)).toEqual(['expired'])
    expect(await waiting(giver)).toEqual([])
    expect((await log(giver, moving)).at(-1)).toBe('transfer.expired')
  })

  it('is withdrawn by its municipality alone, and then nobody answers it', async () => {
    const { moving, own, questionId } = await askedFor()
    const { requestId } = await requestOf(own)
    await expect(withdrawTransfer(giver, { requestId })).rejects.toMatchObject({ code: 'access.not-found' })
    await withdrawTransfer(receiver, { requestId })
    await expect(agree(questionId, LATER)).rejects.toMatchObject({ code: 'transfers.settled' })
    await addressTransfers(JOBS, { personId: own })
    expect(await waiting(giver)).toEqual([])
    expect((await log(giver, moving)).at(-1)).toBe('transfer.withdrawn')
    await expect(agree(questionId, LATER)).rejects.toMatchObject({ code: 'transfers.settled' })
    await expect(withdrawTransfer(receiver, { requestId })).rejects.toMatchObject({ code: 'transfers.settled' })
  })

  it('ends with the number: a corrected one asks others, a removed one nobody', async () => {
    const { number, moving, own } = await askedFor()
    const saved = (identityNumberNow: string) =>
      saveParticipant(
        receiver,
        saveParticipantInput.parse({
          ...{ personId: own, displayName: 'Senait', givenName: 'Senait', familyName: 'Exempel' },
          ...{ identityNumber: identityNumberNow, uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS },
          ...{ isProtected: false, homeMunicipalityId: fresh, registeredFromOn: null },
        }),
      )
    await saved(identityNumber())
    await addressTransfers(JOBS, { personId: own })
    expect(await stateOf(own)).toEqual(['asked', 'withdrawn'])
    expect((await listTransfers(giver, { personId: moving })).questions).toEqual([])
    await saved(number)
    await addressTransfers(JOBS, { personId: own })
    expect((await listTransfers(giver, { personId: moving })).questions).toHaveLength(1)
    await saved('')
    await addressTransfers(JOBS, { personId: own })
    expect(await stateOf(own)).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
    expect((await listTransfers(giver, { personId: moving })).questions).toEqual([])
  })

  it('for a person whom the asking municipality protects is made by hand alone, and after an opening', async () => {
    const number = identityNumber()
    const moving = await register(giver, old, { number })
    const own = await register(receiver, fresh, { number, isProtected: true, displayName: 'Blåklocka' })
    expect(await stateOf(own)).toEqual([])
    expect((await listTransfers(giver, { personId: moving })).questions).toEqual([])
    const ask = () => requestTransfer(receiver, { personId: own, fromOn: LATER, reason: 'Flyttat hit.' })
    await expect(ask()).rejects.toMatchObject({ code: 'people.not-opened' })
    await openProtected(receiver, { personId: own, reason: 'Flytt' })
    await ask()
    await addressTransfers(JOBS, { personId: own })
    expect((await listTransfers(giver, { personId: moving })).questions).toHaveLength(1)
    await expect(ask()).rejects.toMatchObject({ code: 'transfers.already-asked' })
  })

  it('to a municipality that has left waits like any other', async () => {
    const number = identityNumber()
    await register(giver, old, { number })
    await owner`update municipalities set left_on = ${BEFORE} where id = ${old}`
    await owner`delete from role_assignments where municipality_id = ${old}`
    const own = await register(receiver, fresh, { number })
    expect(await stateOf(own)).toEqual(['asked'])
  })

  it('is none without a number', async () => {
    const own = await register(receiver, fresh, { number: '' })
    await expect(requestTransfer(receiver, { personId: own, fromOn: LATER, reason: 'x' })).rejects.toMatchObject({
      code: 'transfers.no-number',
    })
  })
})
