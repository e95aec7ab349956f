import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { StaffActor } from '@/domain/people/actor'
import type { MunicipalityId } from '@/domain/ids'
import { foldedNameOf } from '@/domain/people/fold-name'
import { getRoll } from '@/services/attendance/get-roll'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { getParticipant } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { makePerson, makeStaff, NO_DETAILS, openIfProtected } from '@/tests/factories/people'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let owner: postgres.Sql
let umea: MunicipalityId
let officer: StaffActor
let stranger: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})
beforeEach(async () => {
  umea = await makeMunicipality()
  officer = await makeStaff({ role: 'case_officer', municipalityId: umea })
  stranger = await makeStaff({ role: 'case_officer', municipalityId: await makeMunicipality() })
})

const save = (givenName: string, familyName: string, more = {}) =>
  saveParticipant(
    officer,
    saveParticipantInput.parse({
      ...{ personId: null, displayName: 'A', givenName, familyName, identityNumber: null },
      ...{ uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS },
      ...{ isProtected: false, homeMunicipalityId: umea, registeredFromOn: '2026-01-01', ...more },
    }),
  )
const countOf = async (actor: StaffActor, search: string) =>
  (await listParticipants(actor, listParticipantsInput.parse({ search }))).total

/** Capitals that came into Unicode after the version that the database's collations have: nobody's name has them. */
const NEW_CAPITAL = /[\u1C89\u1C90-\u1CBF\u2C2F\uA7B8-\uA7F5]|(?=\p{Lu})[\u{10000}-\u{10FFFF}]/u

/** Both rules about these texts, where they differ. */
async function differences(texts: readonly string[]): Promise<[string, string, string][]> {
  const rows = await owner<{ text: string; folded: string }[]>`
    select text, folded_name(text) as folded from unnest(${[...texts]}::text[]) as text`
  return rows.flatMap(({ text, folded }) =>
    folded === foldedNameOf(text) ? [] : [[text, folded, foldedNameOf(text)] as [string, string, string]],
  )
}

describe('the rule of the database is that of the app', () => {
  test('for every letter, mark and digit that names are written with', async () => {
    const all = Array.from({ length: 0xff_ff }, (_, at) => String.fromCharCode(at + 1)).filter(
      (one) => /^[\p{L}\p{M}\p{N}\p{P}\p{Z}\p{Cf}]$/u.test(one) && !NEW_CAPITAL.test(one),
    )
    expect(all.length).toBeGreaterThan(50_000)
    expect(await differences(all)).toEqual([])
    expect(await differences(all.map((one) => `Ab${one}C ${one}`))).toEqual([])
  })

  test('for any text', async () => {
    const texts = fc
      .sample(fc.string({ unit: 'grapheme', maxLength: 40 }), { numRuns: 2_000, seed: 28 })
      .filter((text) => text.isWellFormed() && !text.includes('\u0000') && !NEW_CAPITAL.test(text))
    expect(await differences(texts)).toEqual([])
  })
})

describe('a search finds a name that is otherwise written', () => {
  test.each([
    ['علي', 'حسيني', 'علی حسینی'],
    ['علی', 'حسینی', 'علي حسيني'],
    ['كريم', 'كاظمي', 'کریم کاظمی'],
    ['أحمد', 'إبراهيم', 'احمد ابراهيم'],
    ['José', 'Muñoz', 'Jose\u0301 Mun\u0303oz'],
    ['Jose\u0301', 'Mun\u0303oz', 'José Muñoz'],
    ['José', 'Muñoz', 'munoz jose'],
    ['Anna  Maria', 'Ek', 'Anna Ek'],
    ['Anna  Maria', 'Ek', 'Anna Maria Ek'],
    ['İbrahim', 'ÇELİK', 'ibrahim çelik'],
    ['İbrahim', 'ÇELİK', 'Ibrahim Celik'],
    ['Åsa', 'Öberg', 'asa oberg'],
    ['Anna', 'Exempel', 'exem'],
  ])('%s %s by %s', async (givenName, familyName, search) => {
    await save(givenName, familyName)
    await save('Somebody', 'Else', { displayName: 'B' })
    expect(await countOf(officer, search)).toBe(1)
    expect(await countOf(stranger, search)).toBe(0)
  })

  test('by the name that is shown, in the list, among the enrolled and among staff', async () => {
    const personId = await makePerson(umea, { displayName: 'Faṭīma al-Ḥusaynī' })
    const { staffId } = await makeStaff({ role: 'communicator', municipalityId: umea })
    const groupId = await makeGroup({ hostingMunicipalityId: umea, communicatorId: staffId })
    await enrol({ groupId, personId, homeMunicipalityId: umea, hostingMunicipalityId: umea })
    expect(await countOf(officer, 'husayni fatima')).toBe(1)
    const enrolled = await listEnrolments(officer, listEnrolmentsInput.parse({ groupId, search: 'FATIMA' }))
    expect(enrolled.rows).toHaveLength(1)
    await owner`update staff set name = 'Åsa  Ström-Ek' where id = ${staffId}`
    const administrator = await makeStaff({ role: 'administrator', municipalityId: umea })
    expect((await listStaff(administrator, listStaffInput.parse({ search: 'strom asa' }))).total).toBe(1)
  })

  test('a sign is sought as it is, and punctuation is no name', async () => {
    await save('Anna', 'E.', { displayName: 'Anna_%' })
    await save('Anna', 'Ek')
    expect(await countOf(officer, '%')).toBe(1)
    expect(await countOf(officer, '_')).toBe(0)
    expect(await countOf(officer, '.')).toBe(0)
  })
})

describe('somebody with one name', () => {
  test.each([
    ['Ali', ''],
    ['', 'Ali'],
  ])('given "%s", family "%s" is saved, shown and found', async (givenName, familyName) => {
    const { personId } = await save(givenName, familyName)
    expect(await getParticipant(officer, { personId })).toMatchObject({ givenName, familyName })
    expect(await countOf(officer, 'ali')).toBe(1)
    await save(givenName, familyName, { personId, isProtected: true, displayName: 'Sol' })
    await openIfProtected(officer, personId)
    expect(await getParticipant(officer, { personId })).toMatchObject({ givenName, familyName })
  })

  test('somebody without any name is refused, beside the field', async () => {
    const refusal = expect.objectContaining({ code: 'input.required', details: { field: 'givenName' } })
    await expect(save(' ', '')).rejects.toEqual(refusal)
    await expect(save('', '', { isProtected: true })).rejects.toEqual(refusal)
    const { personId } = await save('Ali', '')
    await expect(owner`update person_identities set given_name = '' where person_id = ${personId}`).rejects.toThrow(
      'some_name',
    )
  })
})

test('a name is stored composed and with single spaces', async () => {
  const { personId } = await save(' Jose\u0301 \u00A0 Maria ', 'Mun\u0303oz', { displayName: 'Jose\u0301  M' })
  const person = await getParticipant(officer, { personId })
  expect(person).toMatchObject({ givenName: 'José Maria', familyName: 'Muñoz', displayName: 'José M' })
})

test('the roll marks those who may be taken for each other', async () => {
  const siteId = await makeSite(umea)
  const { staffId: communicatorId } = await makeStaff({ role: 'communicator', municipalityId: umea })
  const groupId = await makeGroup({ hostingMunicipalityId: umea, communicatorId })
  const lessonId = await makeLesson(
    { groupId, hostingMunicipalityId: umea, communicatorId },
    new Date('2026-01-12T08:00:00Z'),
  )
  for (const displayName of [
    'علي حسيني',
    'علی حسینی',
    'Anna Ek',
    'Anna Maria Ek',
    'Jose Munoz',
    'Muñoz José',
    'Mohammed Ali',
    'محمد علي',
    'Mahmoud Ali',
    'Sara Al',
  ]) {
    const personId = await makePerson(umea, { displayName })
    await enrol({ groupId, personId, siteId, homeMunicipalityId: umea, hostingMunicipalityId: umea })
  }
  const host = await makeStaff({ role: 'site_host', municipalityId: umea, siteId })
  const { rows } = await getRoll(host, { lessonId, siteId })
  expect(rows.filter((row) => !row.hasNamesake).map((row) => row.displayName)).toEqual(['Mahmoud Ali', 'Sara Al'])
  expect(rows).toHaveLength(10)
})
