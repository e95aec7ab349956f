import ExcelJS from 'exceljs'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { ImportId, MunicipalityId, PersonId } from '@/domain/ids'
import type { ImportField } from '@/domain/imports/import-fields'
import type { StaffActor } from '@/domain/people/actor'
import { applyImport } from '@/services/imports/apply-import'
import { chooseColumns } from '@/services/imports/choose-columns'
import { continueImport } from '@/services/imports/continue-import'
import { getImport } from '@/services/imports/get-import'
import { listImportRows } from '@/services/imports/list-import-rows'
import { removeImport } from '@/services/imports/remove-import'
import { startImport } from '@/services/imports/start-import'
import { undoImport } from '@/services/imports/undo-import'
import { getParticipant } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makePerson, makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'
import { workRuns } from '@/tests/support/work-runs'

let database: TestDatabase
let owner: postgres.Sql
let home: MunicipalityId
let officer: StaffActor

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
})

const HEADINGS = 'Förnamn;Efternamn;Personnummer;Födelsedatum;Språk;Telefon'
const csv = (...lines: string[]) => Buffer.from([HEADINGS, ...lines].join('\r\n'), 'utf8')

async function send(bytes: Uint8Array, actor = officer): Promise<ImportId> {
  const { importId } = await startImport(actor, { municipalityId: home, fileName: 'lista.csv' }, bytes)
  await workRuns(database)
  return importId
}

async function plan(importId: ImportId, more: { overwritten?: ImportField[] } = {}) {
  const { columns } = await getImport(officer, { importId })
  const chosen = { columns: columns.map(({ field }) => field), overwritten: [], elseLanguage: null, ...more }
  await chooseColumns(officer, { importId, ...chosen })
  await workRuns(database)
  return rowsOf(importId)
}

async function rowsOf(importId: ImportId) {
  const { rows } = await listImportRows(officer, { importId, kind: null, after: 0 })
  return rows
}

async function apply(importId: ImportId, leavesOutRefused = false) {
  await applyImport(officer, { importId, leavesOutRefused })
  await workRuns(database)
  return getImport(officer, { importId })
}

async function undo(importId: ImportId) {
  await undoImport(officer, { importId })
  await workRuns(database)
  return getImport(officer, { importId })
}

async function imported(...lines: string[]): Promise<ImportId> {
  const importId = await send(csv(...lines))
  await plan(importId)
  await apply(importId)
  return importId
}

async function namesAtHome(): Promise<string[]> {
  const { rows } = await listParticipants(officer, listParticipantsInput.parse({ municipalityId: home }))
  return rows.map(({ displayName }) => displayName).toSorted()
}

async function personNamed(displayName: string) {
  const { rows } = await listParticipants(officer, listParticipantsInput.parse({ search: displayName }))
  const found = rows.find((row) => row.displayName === displayName)
  return getParticipant(officer, { personId: found?.personId as PersonId })
}

/** Changes a participant by hand, as the form does. */
async function changeByHand(personId: PersonId, more: object) {
  const known = await getParticipant(officer, { personId })
  const input = {
    ...NO_DETAILS,
    ...{ personId, displayName: known.displayName, givenName: known.givenName, familyName: known.familyName },
    ...{ identityNumber: null, uiLanguage: 'ti', spokenLanguage: known.spokenLanguage, bornOn: known.bornOn },
    ...{ phone: known.phone ?? '', isProtected: false, homeMunicipalityId: home, registeredFromOn: null, ...more },
  }
  await saveParticipant(officer, saveParticipantInput.parse(input))
}

describe('a list', () => {
  test('is read, planned, applied as it was shown, and undone as a whole', async () => {
    const importId = await send(
      csv(
        'Saba;Exempel;19850709-9805;;tigrinska;070-123 45 67',
        'Ali;;;1990-02-03;arabiska;',
        'محمد;كاظم;;3.4.1988;Arabic;',
      ),
    )
    expect(await namesAtHome()).toEqual([])
    const rows = await plan(importId)
    expect(rows.map(({ rowNumber, kind }) => [rowNumber, kind])).toEqual([
      [2, 'add'],
      [3, 'add'],
      [4, 'add'],
    ])
    expect(await namesAtHome()).toEqual([])
    expect(await apply(importId)).toMatchObject({ state: 'applied', rows: { add: 3, change: 0, refused: 0 } })
    expect(await namesAtHome()).toEqual(['Ali', 'Saba Exempel', 'محمد كاظم'])
    expect(await personNamed('Saba Exempel')).toMatchObject({
      ...{ givenName: 'Saba', familyName: 'Exempel', hasIdentityNumber: true, bornOn: '1985-07-09' },
      ...{ spokenLanguage: 'ti', uiLanguage: 'ti', phone: '070-123 45 67' },
    })
    expect(await undo(importId)).toMatchObject({ state: 'undone' })
    expect(await namesAtHome()).toEqual([])
  })

  test('sent once more changes nothing, and says so', async () => {
    const line = 'Saba;Exempel;19850709-9805;;tigrinska;070-123 45 67'
    await imported(line)
    const again = await send(csv(line))
    expect((await plan(again)).map(({ kind }) => kind)).toEqual(['same'])
    await expect(applyImport(officer, { importId: again, leavesOutRefused: false })).rejects.toThrow(
      'imports.nothing-to-do',
    )
  })

  test('finds a person by number, and by birthday and name in another spelling and script', async () => {
    await imported('Mohammed;Kazemi;19850709-9805;;dari;', 'Amina;Yusuf;;1990-02-03;somaliska;')
    const next = await send(csv('Muhammed;Kazimi;850709-9805;;;0701', 'أمينة;يوسف;;1990-02-03;;0702'))
    expect(await plan(next)).toMatchObject([
      { kind: 'change', changes: [{ name: 'phone', before: '', after: '0701' }], kept: ['givenName', 'familyName'] },
      { kind: 'change', changes: [{ name: 'phone', before: '', after: '0702' }], kept: ['givenName', 'familyName'] },
    ])
  })

  test('keeps what was entered by hand, unless its column is ticked; what came from a list follows the list', async () => {
    await imported('Saba;Exempel;19850709-9805;;tigrinska;0701')
    const { personId } = await personNamed('Saba Exempel')
    const second = await send(csv('Saba;Exempel;19850709-9805;;tigrinska;0702'))
    expect(await plan(second)).toMatchObject([{ kind: 'change', changes: [{ before: '0701', after: '0702' }] }])
    await apply(second)
    await changeByHand(personId, { phone: '0709' })
    const third = await send(csv('Saba;Exempel;19850709-9805;;tigrinska;0703'))
    expect(await plan(third)).toMatchObject([{ kind: 'same', kept: ['phone'], changes: [] }])
    expect(await plan(third, { overwritten: ['phone'] })).toMatchObject([
      { kind: 'change', kept: [], changes: [{ before: '0709', after: '0703' }] },
    ])
    await apply(third)
    expect(await personNamed('Saba Exempel')).toMatchObject({ phone: '0703' })
    await undo(third)
    expect(await personNamed('Saba Exempel')).toMatchObject({ phone: '0709' })
  })

  test('names each row and cell that cannot be imported, and is applied only without them', async () => {
    const importId = await send(
      csv(
        'Saba;Exempel;19850709-9805;;tigrinska;',
        'Fel;Siffra;19850709-9806;;tigrinska;',
        'Trettionde;Februari;;30/2/1990;tigrinska;',
        ';;;1990-01-01;tigrinska;',
        'Okänt;Språk;;;klingon;',
        '=1+1;Formel;;;tigrinska;',
        'Utan;Språk;;;;',
        'Två;Gånger;;1990-05-05;tigrinska;',
        'tva;gånger;;1990-05-05;tigrinska;',
        `${'x'.repeat(10_000)};Lång;;;tigrinska;`,
        'Nul\u0001;Tecken;;;tigrinska;',
        'Framtid;Född;;2030-01-01;tigrinska;',
      ),
    )
    const rows = await plan(importId)
    const said = rows.map(({ rowNumber, refusals }) => [
      rowNumber,
      refusals.map(({ field, code }) => `${field} ${code}`),
    ])
    expect(said).toEqual([
      [2, []],
      [3, ['identityNumber people.identity-number-invalid']],
      [4, ['bornOn input.not-a-date']],
      [5, ['givenName input.required']],
      [6, ['spokenLanguage input.unknown-choice']],
      [7, ['givenName imports.formula']],
      [8, ['spokenLanguage input.required']],
      [9, ['null imports.twice']],
      [10, ['null imports.twice']],
      [11, ['displayName input.too-long', 'givenName input.too-long']],
      [12, ['displayName input.hidden-characters', 'givenName input.hidden-characters']],
      [13, ['bornOn input.in-the-future']],
    ])
    await expect(applyImport(officer, { importId, leavesOutRefused: false })).rejects.toThrow(
      'imports.has-refused-rows',
    )
    expect(await apply(importId, true)).toMatchObject({ state: 'applied', rows: { add: 1, refused: 11 } })
    expect(await namesAtHome()).toEqual(['Saba Exempel'])
  })

  test('does not touch a protected person, and says no more of them than of any other row for a person to handle', async () => {
    const bytes = Buffer.from('Namn;Personnummer;Språk;Skyddad\nSaba Exempel;19850709-9805;ti;ja', 'utf8')
    const flagged = await plan(await send(bytes))
    const made = {
      ...NO_DETAILS,
      ...{ personId: null, displayName: 'Fjäril', givenName: 'Saba', familyName: 'Exempel', uiLanguage: 'ti' },
      ...{ identityNumber: '19850709-9805', spokenLanguage: 'ti', isProtected: true, homeMunicipalityId: home },
      registeredFromOn: '2026-01-01',
    }
    await saveParticipant(officer, saveParticipantInput.parse(made))
    const matched = await plan(await send(csv('Saba;Exempel;19850709-9805;;tigrinska;')))
    const shown = ({ kind, refusals, person, changes }: (typeof flagged)[number]) => ({
      kind,
      refusals,
      person,
      changes,
    })
    expect(matched.map(shown)).toEqual(flagged.map(shown))
    expect(matched.map(shown)).toEqual([
      { kind: 'refused', refusals: [{ field: null, code: 'imports.by-hand' }], person: null, changes: [] },
    ])
  })

  test('leaves somebody who may be known already to be decided by hand', async () => {
    await makePerson(home, { givenName: 'Amina', familyName: 'Yusuf' })
    const rows = await plan(await send(csv('Aminah;Yousuf;;1990-02-03;somaliska;')))
    expect(rows).toMatchObject([{ kind: 'refused', refusals: [{ field: null, code: 'people.maybe-known' }] }])
  })

  test('remembers how its columns were understood', async () => {
    const bytes = Buffer.from('Kolumn A;Kolumn B;Språk\nSaba;Exempel;ti', 'utf8')
    const first = await send(bytes)
    await expect(plan(first)).rejects.toThrow('imports.no-columns')
    const columns: (ImportField | null)[] = ['givenName', 'familyName', 'spokenLanguage']
    await chooseColumns(officer, { importId: first, columns, overwritten: [], elseLanguage: null })
    await workRuns(database)
    const { columns: proposed } = await getImport(officer, { importId: await send(bytes) })
    expect(proposed.map(({ field }) => field)).toEqual(columns)
  })

  test('is read from a workbook: titles above, dates and numbers as cells, a hidden formula refused', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('Tomt')
    const sheet = workbook.addWorksheet('Nyanlända')
    sheet.addRow(['Mottagna 2026'])
    sheet.addRow([])
    sheet.addRow(['Språk', 'Namn', 'Född', 'Pnr', 'Tel'])
    sheet.addRow(['Dari', 'Kazemi, Ali', new Date(Date.UTC(1990, 1, 3)), 199_001_752_386, 701_234_567])
    sheet.addRow(['Dari', 'Exempel, Saba', '1991-01-01', '', { formula: 'A1', result: '07' }])
    const rows = await plan(await send(Buffer.from(await workbook.xlsx.writeBuffer())))
    expect(rows).toMatchObject([
      { rowNumber: 4, kind: 'add' },
      { rowNumber: 5, kind: 'refused', refusals: [{ field: 'phone', code: 'imports.formula' }] },
    ])
    const values = Object.fromEntries((rows[0]?.changes ?? []).map(({ name, after }) => [name, after]))
    expect(values).toMatchObject({
      givenName: 'Ali',
      familyName: 'Kazemi',
      bornOn: '1990-02-03',
      spokenLanguage: 'fa-AF',
    })
  })
})

describe('two at once', () => {
  test('a person changed by hand after the plan stops the whole before anybody is touched', async () => {
    await imported('Saba;Exempel;19850709-9805;;tigrinska;0701')
    const { personId } = await personNamed('Saba Exempel')
    const importId = await send(csv('Ny;Person;;1990-01-01;tigrinska;', 'Saba;Exempel;19850709-9805;;tigrinska;0702'))
    await plan(importId)
    await changeByHand(personId, { phone: '0709' })
    const after = await apply(importId)
    expect(after).toMatchObject({ state: 'planned', run: { state: 'failed', errorCode: 'imports.changed-since' } })
    expect(await namesAtHome()).toEqual(['Saba Exempel'])
  })

  test('what was changed, enrolled or carded since is not undone, and nothing else of the list is', async () => {
    const importId = await imported('Saba;Exempel;;1985-07-09;tigrinska;', 'Ali;Exempel;;1990-01-01;tigrinska;')
    const { personId } = await personNamed('Saba Exempel')
    const { staffId } = await makeStaff({ role: 'communicator', municipalityId: home })
    const groupId = await makeGroup({ hostingMunicipalityId: home, communicatorId: staffId })
    await enrol({ groupId, personId, hostingMunicipalityId: home, homeMunicipalityId: home })
    expect(await undo(importId)).toMatchObject({ state: 'applied', run: { errorCode: 'imports.changed-since' } })
    expect(await namesAtHome()).toEqual(['Ali Exempel', 'Saba Exempel'])
  })

  test('two who press at once begin one run', async () => {
    const importId = await send(csv('Saba;Exempel;;1985-07-09;tigrinska;'))
    await plan(importId)
    const both = await Promise.allSettled([1, 2].map(() => applyImport(officer, { importId, leavesOutRefused: false })))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await workRuns(database)
    expect(await namesAtHome()).toEqual(['Saba Exempel'])
  })
})

describe('a run', () => {
  const lines = Array.from(
    { length: 250 },
    (_, at) => `Person${at};Exempel;;${1950 + (at % 50)}-01-0${1 + (at % 9)};ti;`,
  )

  test('goes on with the rows that are not done after it was cut off, and adds nobody twice', async () => {
    const importId = await send(csv(...lines))
    await plan(importId)
    await applyImport(officer, { importId, leavesOutRefused: false })
    await workRuns(database, 4)
    const half = await getImport(officer, { importId })
    expect(half.run).toMatchObject({ state: 'running', total: 250 })
    expect(half.run?.done).toBeGreaterThan(100)
    await workRuns(database)
    expect(await getImport(officer, { importId })).toMatchObject({ state: 'applied' })
    const [counted] = await owner`select count(*)::int as persons from persons where home_municipality_id = ${home}`
    expect(counted).toEqual({ persons: 250 })
  })

  test('stops when the role of who asked has ended, and a colleague goes on with it', async () => {
    const importId = await send(csv(...lines))
    await plan(importId)
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
    expect(await getImport(colleague, { importId })).toMatchObject({ state: 'applied', rows: { add: 250 } })
  })
})

describe('others', () => {
  test('of another municipality, and those who only teach, do not know of an import', async () => {
    const importId = await send(csv('Saba;Exempel;;1985-07-09;tigrinska;'))
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
    const importId = await imported('Saba;Exempelsson;19850709-9805;;tigrinska;0701234567')
    const rows =
      await owner`select i::text, r::text from imports i join import_rows r on r.import_id = i.id where i.id = ${importId}`
    expect(JSON.stringify(rows)).not.toMatch(/Saba|Exempelsson|8507|0701234567|Efternamn/)
    expect(rows).toHaveLength(1)
  })
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
    const importId = await send(bytes)
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
    const [row] = await plan(await send(bytes))
    expect(row?.changes).toContainEqual({ name: 'givenName', before: null, after: 'Åsa' })
  })
})
