import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { MunicipalityId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { applyImport } from '@/services/imports/apply-import'
import { continueImport } from '@/services/imports/continue-import'
import { getImport } from '@/services/imports/get-import'
import { removeImport } from '@/services/imports/remove-import'
import { startImport } from '@/services/imports/start-import'
import { makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'
import { csv, HEADINGS, ImportingOffice } from '@/tests/support/importing-office'
import { workRuns } from '@/tests/support/work-runs'

let database: TestDatabase
let owner: postgres.Sql
let home: MunicipalityId
let officer: StaffActor
let office: ImportingOffice

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})
beforeEach(async () => {
  home = await makeMunicipality()
  officer = await makeStaff({ role: 'case_officer', municipalityId: home })
  office = new ImportingOffice(database, { home, officer })
})

describe('a run', () => {
  const lines = Array.from(
    { length: 120 },
    (_, at) => `Person${at};Exempel;;${1950 + (at % 50)}-01-0${1 + (at % 9)};ti;`,
  )

  test('goes on with the rows that are not done after it was cut off, and adds nobody twice', async () => {
    const importId = await office.send(csv(...lines))
    await office.plan(importId)
    await applyImport(officer, { importId, leavesOutRefused: false })
    await workRuns(database, 4)
    const half = await getImport(officer, { importId })
    expect(half.run).toMatchObject({ state: 'running', total: 120 })
    expect(half.run?.done).toBeGreaterThan(60)
    await workRuns(database)
    expect(await getImport(officer, { importId })).toMatchObject({ state: 'applied' })
    const [counted] = await owner`select count(*)::int as persons from persons where home_municipality_id = ${home}`
    expect(counted).toEqual({ persons: 120 })
  })

  test('that fails again and again stands still, and goes on when what was wrong is mended', async () => {
    const importId = await office.send(csv('Saba;Exempel;;1985-07-09;tigrinska;'))
    await office.plan(importId)
    await applyImport(officer, { importId, leavesOutRefused: false })
    const [row] = await owner`select sealed_plan from import_rows where import_id = ${importId}`
    await owner`update import_rows set sealed_plan = 'damaged' where import_id = ${importId}`
    await expect(workRuns(database)).rejects.toThrow(/authentication/)
    expect(await getImport(officer, { importId })).toMatchObject({ state: 'applying', run: { state: 'running' } })
    await expect(workRuns(database, 2, { isLastTry: true })).rejects.toThrow(/authentication/)
    expect(await getImport(officer, { importId })).toMatchObject({ run: { state: 'failed', errorCode: 'internal' } })
    await owner`update import_rows set sealed_plan = ${(row as { sealed_plan: Buffer }).sealed_plan} where import_id = ${importId}`
    await continueImport(officer, { importId })
    await workRuns(database)
    expect(await getImport(officer, { importId })).toMatchObject({ state: 'applied', rows: { add: 1 } })
  })

  test('stops when the role of who asked has ended, and a colleague goes on with it', async () => {
    const importId = await office.send(csv(...lines))
    await office.plan(importId)
    await applyImport(officer, { importId, leavesOutRefused: false })
    await workRuns(database, 4)
    await owner`update role_assignments set from_on = '2020-01-01', until_on = '2020-02-01' where staff_id = ${officer.staffId}`
    await workRuns(database)
    const [run] =
      await owner`select state, error_code from runs where subject_id = ${importId} order by created_at desc limit 1`
    expect(run).toEqual({ state: 'failed', error_code: 'imports.role-ended' })
    const colleague = await makeStaff({ role: 'case_officer', municipalityId: home })
    await continueImport(colleague, { importId })
    await workRuns(database)
    expect(await getImport(colleague, { importId })).toMatchObject({ state: 'applied', rows: { add: 120 } })
  })
})

describe('others', () => {
  test('of another municipality, and those who only teach, do not know of an import', async () => {
    const importId = await office.send(csv('Saba;Exempel;;1985-07-09;tigrinska;'))
    const elsewhere = await makeStaff({ role: 'administrator', municipalityId: await makeMunicipality() })
    const teacher = await makeStaff({ role: 'communicator', municipalityId: home })
    for (const actor of [elsewhere, teacher]) {
      await expect(getImport(actor, { importId })).rejects.toThrow('access.not-found')
      await expect(removeImport(actor, { importId })).rejects.toThrow('access.not-found')
    }
    const bytes = csv('Saba;Exempel;;1985-07-09;tigrinska;')
    const sent = { municipalityId: home, fileName: 'lista.csv' }
    await expect(startImport(elsewhere, sent, bytes)).rejects.toThrow('access.not-allowed')
  })

  test('see nothing of a list in the database itself: cells, headings and plans are encrypted', async () => {
    const importId = await office.imported('Saba;Exempelsson;19850709-9805;;tigrinska;0701234567')
    const rows =
      await owner`select i::text, r::text from imports i join import_rows r on r.import_id = i.id where i.id = ${importId}`
    expect(JSON.stringify(rows)).not.toMatch(/Saba|Exempelsson|8507|0701234567|Efternamn/)
    expect(rows).toHaveLength(1)
  })
})

test('what a list said of a person is forgotten when they become protected', async () => {
  const importId = await office.imported('Saba;Exempelsson;19850709-9805;;tigrinska;0701234567')
  const { personId } = await office.personNamed('Saba Exempelsson')
  await office.changeByHand(personId, { displayName: 'Fjäril', isProtected: true, bornOn: '1985-07-09' })
  expect(await office.rowsOf(importId)).toMatchObject([{ rowNumber: 2, cells: [], changes: [], person: null }])
  const [row] =
    await owner`select sealed_plan, length(sealed_cells) as cells, match_keys from import_rows where import_id = ${importId}`
  expect(row).toEqual({ sealed_plan: null, cells: 0, match_keys: [] })
  expect(await office.undo(importId)).toMatchObject({ state: 'applied', run: { errorCode: 'imports.changed-since' } })
})

describe('a file', () => {
  test.each([
    ['nothing', new Uint8Array([0, 0, 1, 2]), 'imports.not-a-table'],
    ['old Excel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'imports.old-excel'],
    ['half an archive', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]), 'imports.damaged'],
    ['only headings', Buffer.from(HEADINGS), 'imports.no-rows'],
    ['20 001 rows', Buffer.from(`${HEADINGS}\n${'a;b;;;;\n'.repeat(20_001)}`), 'imports.too-many-rows'],
    ['201 columns', Buffer.from(`Namn${';x'.repeat(200)}\nAda;b\n`), 'imports.too-many-columns'],
  ])('of %s is refused with a reason, and can be removed', async (_, bytes, code) => {
    const importId = await office.send(bytes)
    expect(await getImport(officer, { importId })).toMatchObject({ state: 'failed', run: { errorCode: code } })
    await removeImport(officer, { importId })
    await expect(getImport(officer, { importId })).rejects.toThrow('access.not-found')
  })

  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFFörnamn,Språk\nÅsa,ti\n', 'utf8')],
    ['UTF-16', Buffer.from('\uFEFFFörnamn\tSpråk\nÅsa\tti\n', 'utf16le')],
    ["Windows' code page", Buffer.from('Förnamn;Språk\r\nÅsa;ti\r\n', 'latin1')],
    ['quotes and line breaks in cells', Buffer.from('"Förnamn";"Språk"\n"Åsa";"ti"\n"\n";\n', 'utf8')],
  ])('in %s is read', async (_, bytes) => {
    const [row] = await office.plan(await office.send(bytes))
    expect(row?.changes).toContainEqual({ name: 'givenName', before: null, after: 'Åsa' })
  })
})
