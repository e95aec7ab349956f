import ExcelJS from 'exceljs'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { extractPerson, type ExtractWords } from '@/services/people/extract-person'
import { openProtected } from '@/services/people/open-protected'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let owner: postgres.Sql
let home: MunicipalityId
let host: MunicipalityId
let administrator: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})
beforeEach(async () => {
  home = await makeMunicipality('Nordmaling')
  host = await makeMunicipality('Umeå')
  administrator = await makeStaff({ role: 'administrator', municipalityId: home })
})

const WORDS: ExtractWords = {
  say: (key) => key,
  name: (_, value) => value,
  detail: (details) => JSON.stringify(details),
}
const REASON = 'Begäran enligt artikel 15'
const extract = (personId: PersonId, actor = administrator, reason = REASON) =>
  extractPerson(actor, { personId, reason }, WORDS)

async function save(more: object = {}): Promise<PersonId> {
  const { personId } = await saveParticipant(
    administrator,
    saveParticipantInput.parse({
      ...{ personId: null, displayName: 'Selam', givenName: 'Selam', familyName: 'Exempel', uiLanguage: 'ti' },
      ...{ identityNumber: '189001019802', spokenLanguage: 'ti', isProtected: false, homeMunicipalityId: home },
      ...{ registeredFromOn: '2025-02-01', ...NO_DETAILS, phone: '070-740 11 99', bornOn: '1990-03-02' },
      ...{ permits: [{ ground: 'refugee', fromOn: '2025-01-10', untilOn: null }], ...more },
    }),
  )
  return personId
}

/** A lesson with a fact, a mark and minutes. */
async function attend(personId: PersonId): Promise<void> {
  const communicatorId = administrator.staffId
  const siteId = await makeSite(home)
  const groupId = await makeGroup({ hostingMunicipalityId: host, communicatorId, siteIds: [siteId] })
  const lessonId = await makeLesson(
    { groupId, hostingMunicipalityId: host, communicatorId },
    new Date('2026-01-12T08:00:00Z'),
  )
  await enrol({ groupId, personId, hostingMunicipalityId: host, homeMunicipalityId: home, siteId })
  await owner`
    insert into presence_facts (id, lesson_id, kind, person_id, peer_id, at, node_id)
    values (gen_random_uuid(), ${lessonId}, 'joined', ${personId}, 'p', '2026-01-12 08:01Z', 'n')`
  await owner`
    insert into roll_marks (lesson_id, person_id, site_id, round, mark, marked_by)
    values (${lessonId}, ${personId}, ${siteId}, 'start', 'late', ${administrator.staffId})`
  await owner`
    with entry as (
      insert into attendance_entries (lesson_id, person_id, home_municipality_id, hosting_municipality_id, lesson_on, origin,
        planned_minutes, present_minutes, excused_minutes, technical_failure_minutes, absent_minutes, rule_set_id)
      values (${lessonId}, ${personId}, ${home}, ${host}, '2026-01-12', 'assessed', 160, 150, 0, 0, 10, 'r') returning id)
    insert into attendance_evidence select id, '{"pieces":[]}' from entry`
  await owner`insert into person_links (person_id, secret_hash) values (${personId}, ${personId})`
}

async function sheetsOf(bytes: Buffer): Promise<Map<string, unknown[][]>> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  return new Map(
    workbook.worksheets.map((sheet) => [
      sheet.name,
      // The first of a sheet's rows, and of a row's cells, has the number 1.
      sheet
        .getSheetValues()
        .slice(1)
        .map((row) => (Array.isArray(row) ? row.slice(1) : [])),
    ]),
  )
}

it('holds what is stored of a person, from every table', async () => {
  const personId = await save()
  await attend(personId)
  const { fileName, bytes } = await extract(personId)
  expect(fileName).toMatch(/^register-\d+-\d{4}-\d{2}-\d{2}\.xlsx$/)
  const sheets = await sheetsOf(bytes)
  const facts = new Map((sheets.get('person') ?? []).map(([fact, value]) => [fact, value]))
  expect(facts.get('identityNumber')).toBe('189001019802')
  expect([facts.get('familyName'), facts.get('phone'), facts.get('bornOn')]).toEqual([
    'Exempel',
    '070-740 11 99',
    '1990-03-02',
  ])
  const first = (name: string) => sheets.get(name)?.[1]
  expect(first('registrations')).toEqual(['Nordmaling', '2025-02-01'])
  expect(first('permits')).toEqual(['refugee', '2025-01-10'])
  expect(first('enrolments')).toEqual(expect.arrayContaining(['civic_orientation', 'Umeå']))
  expect(first('attendance')).toEqual(expect.arrayContaining(['2026-01-12', 'assessed', 160, 150, 10]))
  expect(first('marks')).toEqual(expect.arrayContaining(['2026-01-12', 'start', 'late']))
  expect(first('presence')).toEqual(expect.arrayContaining(['2026-01-12 09:01', 'joined']))
  expect(first('transfers')).toEqual(expect.arrayContaining(['Nordmaling', '2025-02-01', 'asked']))
  expect(first('cards')).toHaveLength(1)
  expect(first('log')).toEqual(expect.arrayContaining(['participant.saved']))
})

it('holds nothing of anybody else', async () => {
  const personId = await save()
  const other = await save({ givenName: 'Parastoo', familyName: 'Qvarnlundh', displayName: 'P', identityNumber: null })
  await attend(other)
  const text = JSON.stringify([...(await sheetsOf((await extract(personId)).bytes))])
  expect(text).not.toMatch(/Parastoo|Qvarnlundh/)
  expect((await sheetsOf((await extract(personId)).bytes)).get('attendance')).toHaveLength(1)
})

/** Tables that name a person and are not in an extract, each with the reason. */
const LEFT_OUT = new Map([['name_keys', 'made from the names']])
const EXTRACTED = [
  ...['persons', 'person_identities', 'sealed_names', 'contacts', 'permit_grounds', 'home_registrations'],
  ...['enrolments', 'attendance_entries', 'roll_marks', 'presence_facts', 'person_links', 'import_rows'],
  ...['transfer_requests', 'transfer_questions'],
]

it('knows every table that has a person', async () => {
  const rows = await owner<{ name: string }[]>`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and (column_name = 'person_id' or table_name = 'persons') order by 1`
  const known = [...EXTRACTED, ...LEFT_OUT.keys()]
  expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})

it('is made by an administrator of the home municipality with a reason, which the log keeps', async () => {
  const personId = await save()
  await expect(extract(personId, administrator, '')).rejects.toMatchObject({ code: 'people.reason-required' })
  const officer = await makeStaff({ role: 'case_officer', municipalityId: home })
  await expect(extract(personId, officer)).rejects.toMatchObject({ code: 'access.not-allowed' })
  const stranger = await makeStaff({ role: 'administrator', municipalityId: host })
  await expect(extract(personId, stranger)).rejects.toMatchObject({ code: 'access.not-found' })
  await attend(personId)
  await expect(extract(personId, stranger)).rejects.toMatchObject({ code: 'access.not-allowed' })
  await extract(personId)
  const { rows } = await listAudit(administrator, listAuditInput.parse({ action: 'participant.extracted' }))
  expect(rows.map(({ details }) => details)).toMatchObject([{ reason: REASON }])
})

it('needs an opening for a protected person', async () => {
  const personId = await save({ displayName: 'Blåklocka', isProtected: true })
  await expect(extract(personId)).rejects.toMatchObject({ code: 'people.not-opened' })
  await openProtected(administrator, { personId, reason: REASON })
  const facts = (await sheetsOf((await extract(personId)).bytes)).get('person')
  expect(facts).toContainEqual(['familyName', 'Exempel'])
})
