import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { findLikelySame } from '@/services/people/find-likely-same'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let home: MunicipalityId
let officer: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  home = await makeMunicipality()
  officer = await makeStaff({ role: 'case_officer', municipalityId: home })
})

type Stated = {
  givenName: string
  familyName: string
  bornOn?: string | null
  isProtected?: boolean
  displayName?: string
}

const written = (person: Stated, more = {}) =>
  saveParticipantInput.parse({
    ...{ personId: null, displayName: person.givenName || person.familyName, identityNumber: null, uiLanguage: 'ti' },
    ...{ spokenLanguage: 'ti', isProtected: false, homeMunicipalityId: home, registeredFromOn: '2026-01-01' },
    ...NO_DETAILS,
    ...person,
    ...more,
  })
const save = (person: Stated, actor = officer, more = {}) => saveParticipant(actor, written(person, more))
const likely = async (person: Stated) =>
  (await findLikelySame(officer, written(person))).map(({ personId }) => personId)

const AMINA = { givenName: 'Amina', familyName: 'Mohammed', bornOn: '1990-03-02' }

describe('a new participant who may be here already', () => {
  it.each<[string, Stated, Stated]>([
    ['the same', AMINA, AMINA],
    ['another spelling', AMINA, { ...AMINA, familyName: 'Muhammad' }],
    ['another script', AMINA, { ...AMINA, givenName: 'أمينة', familyName: 'محمد' }],
    ['names changed about', AMINA, { ...AMINA, givenName: 'Mohammed', familyName: 'Amina' }],
    ['a middle name more', AMINA, { ...AMINA, givenName: 'Amina Hodan' }],
    ['a middle name more, no birthday', { ...AMINA, bornOn: null }, { ...AMINA, givenName: 'Amina Hodan' }],
    ['a middle name less, no birthday', { ...AMINA, givenName: 'Amina Hodan', bornOn: null }, AMINA],
    ['no birthday now', AMINA, { ...AMINA, bornOn: null }],
    ['one name alone', { givenName: '', familyName: 'Abraham' }, { givenName: 'ኣብርሃም', familyName: '' }],
  ])('%s', async (_, known, added) => {
    const { personId } = await save(known)
    expect(await likely(added)).toEqual([personId])
    await expect(save(added)).rejects.toMatchObject({ code: 'people.maybe-known' })
    await save(added, officer, { otherThan: [personId] })
  })

  it.each<[string, Stated, Stated]>([
    ['another birthday', AMINA, { ...AMINA, bornOn: '1990-03-03' }],
    ['another name', AMINA, { ...AMINA, familyName: 'Hassan' }],
    ['Mahmoud for Mohammed', AMINA, { ...AMINA, familyName: 'Mahmoud' }],
    ['the given name alone', AMINA, { ...AMINA, familyName: '' }],
  ])('not with %s', async (_, known, added) => {
    await save(known)
    expect(await likely(added)).toEqual([])
    await save(added)
  })

  it('is asked about each of several, and about one who came meanwhile', async () => {
    const { personId: first } = await save(AMINA)
    const { personId: second } = await save(AMINA, officer, { otherThan: [first] })
    expect((await likely(AMINA)).toSorted()).toEqual([first, second].toSorted())
    await expect(save(AMINA, officer, { otherThan: [first] })).rejects.toMatchObject({ code: 'people.maybe-known' })
    await save(AMINA, officer, { otherThan: [first, second] })
  })

  it('says what the officer compares by', async () => {
    const { personId } = await save({ ...AMINA, displayName: 'Mina' })
    expect(await findLikelySame(officer, written(AMINA))).toMatchObject([
      { personId, fullName: 'Amina Mohammed', displayName: 'Mina', bornOn: '1990-03-02' },
    ])
  })
})

describe('nothing is said of', () => {
  const elsewhere = async () => {
    const other = await makeMunicipality()
    return { other, stranger: await makeStaff({ role: 'case_officer', municipalityId: other }) }
  }

  it('a person of another municipality, also one who is taught here', async () => {
    const { other, stranger } = await elsewhere()
    const { personId } = await save(AMINA, stranger, { homeMunicipalityId: other })
    const groupId = await makeGroup({ hostingMunicipalityId: home, communicatorId: officer.staffId })
    await enrol({ groupId, personId, hostingMunicipalityId: home, homeMunicipalityId: other })
    expect(await likely(AMINA)).toEqual([])
    await save(AMINA)
  })

  it('a protected person, by real name, alias or birthday', async () => {
    await save({ ...AMINA, displayName: 'Blåklocka', isProtected: true })
    expect(await likely(AMINA)).toEqual([])
    expect(await likely({ givenName: 'Blåklocka', familyName: '', bornOn: AMINA.bornOn })).toEqual([])
    await save(AMINA)
  })

  it('anybody, to those who may not add participants there', async () => {
    await save(AMINA)
    const { stranger } = await elsewhere()
    const teacher = await makeStaff({ role: 'communicator', municipalityId: home })
    for (const actor of [stranger, teacher]) {
      await expect(findLikelySame(actor, written(AMINA))).rejects.toMatchObject({ code: 'access.not-allowed' })
    }
  })
})

it('a change of somebody who is here is never asked about', async () => {
  const { personId: first } = await save(AMINA)
  const { personId } = await save({ ...AMINA, familyName: 'Hassan' })
  const change = (id: PersonId) => saveParticipant(officer, { ...written(AMINA), personId: id })
  expect(await change(personId)).toEqual({ personId })
  expect(await change(first)).toEqual({ personId: first })
})
