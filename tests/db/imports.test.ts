import ExcelJS from 'exceljs'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { MunicipalityId } from '@/domain/ids'
import type { ImportField } from '@/domain/imports/import-fields'
import type { StaffActor } from '@/domain/people/actor'
import { applyImport } from '@/services/imports/apply-import'
import { chooseColumns } from '@/services/imports/choose-columns'
import { getImport } from '@/services/imports/get-import'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makePerson, makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'
import { csv, ImportingOffice } from '@/tests/support/importing-office'
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

describe('a list', () => {
  test('is read, planned, applied as it was shown, and undone as a whole', async () => {
    const importId = await office.send(
      csv(
        'Saba;Exempel;19850709-9805;;tigrinska;070-123 45 67',
        'Ali;;;1990-02-03;arabiska;',
        'محمد;كاظم;;3.4.1988;Arabic;',
      ),
    )
    expect(await office.namesAtHome()).toEqual([])
    const rows = await office.plan(importId)
    expect(rows.map(({ rowNumber, kind }) => [rowNumber, kind])).toEqual([
      [2, 'add'],
      [3, 'add'],
      [4, 'add'],
    ])
    expect(await office.namesAtHome()).toEqual([])
    expect(await office.apply(importId)).toMatchObject({ state: 'applied', rows: { add: 3, change: 0, refused: 0 } })
    expect(await office.namesAtHome()).toEqual(['Ali', 'Saba Exempel', 'محمد كاظم'])
    expect(await office.personNamed('Saba Exempel')).toMatchObject({
      ...{ givenName: 'Saba', familyName: 'Exempel', hasIdentityNumber: true, bornOn: '1985-07-09' },
      ...{ spokenLanguage: 'ti', uiLanguage: 'ti', phone: '070-123 45 67' },
    })
    expect(await office.undo(importId)).toMatchObject({ state: 'undone' })
    expect(await office.namesAtHome()).toEqual([])
  })

  test('sent once more changes nothing, and says so', async () => {
    const line = 'Saba;Exempel;19850709-9805;;tigrinska;070-123 45 67'
    await office.imported(line)
    const again = await office.send(csv(line))
    expect((await office.plan(again)).map(({ kind }) => kind)).toEqual(['same'])
    await expect(applyImport(officer, { importId: again, leavesOutRefused: false })).rejects.toThrow(
      'imports.nothing-to-do',
    )
  })

  test('finds a person by number, and by birthday and name in another spelling and script', async () => {
    await office.imported('Mohammed;Kazemi;19850709-9805;;dari;', 'Amina;Yusuf;;1990-02-03;somaliska;')
    const next = await office.send(csv('Muhammed;Kazimi;850709-9805;;;0701', 'أمينة;يوسف;;1990-02-03;;0702'))
    expect(await office.plan(next)).toMatchObject([
      { kind: 'change', changes: [{ name: 'phone', before: '', after: '0701' }], kept: ['givenName', 'familyName'] },
      { kind: 'change', changes: [{ name: 'phone', before: '', after: '0702' }], kept: ['givenName', 'familyName'] },
    ])
  })

  test('keeps what was entered by hand, unless its column is ticked; what came from a list follows the list', async () => {
    await office.imported('Saba;Exempel;19850709-9805;;tigrinska;0701')
    const { personId } = await office.personNamed('Saba Exempel')
    const second = await office.send(csv('Saba;Exempel;19850709-9805;;tigrinska;0702'))
    expect(await office.plan(second)).toMatchObject([{ kind: 'change', changes: [{ before: '0701', after: '0702' }] }])
    await office.apply(second)
    await office.changeByHand(personId, { phone: '0709' })
    const third = await office.send(csv('Saba;Exempel;19850709-9805;;tigrinska;0703'))
    expect(await office.plan(third)).toMatchObject([{ kind: 'same', kept: ['phone'], changes: [] }])
    expect(await office.plan(third, { overwritten: ['phone'] })).toMatchObject([
      { kind: 'change', kept: [], changes: [{ before: '0709', after: '0703' }] },
    ])
    await office.apply(third)
    expect(await office.personNamed('Saba Exempel')).toMatchObject({ phone: '0703' })
    await office.undo(third)
    expect(await office.personNamed('Saba Exempel')).toMatchObject({ phone: '0709' })
  })

  test('names each row and cell that cannot be imported, and is applied only without them', async () => {
    const importId = await office.send(
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
    const rows = await office.plan(importId)
    const said = rows.map(({ rowNumber, refusals }) => [
      rowNumber,
      refusals.map(({ field, code }) => `${field} ${code}`),
    ])
    expect(said).toEqual([
      [2, []],
      [3, ['identityNumber people.identity-number-invalid']],
      [4, ['bornOn input.not-a-date']],
      [5, ['givenName input.required']],
      [6, ['spokenLanguage imports.unknown-word']],
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
    expect(await office.apply(importId, true)).toMatchObject({ state: 'applied', rows: { add: 1, refused: 11 } })
    expect(await office.namesAtHome()).toEqual(['Saba Exempel'])
  })

  test('does not touch a protected person, and says no more of them than of any other row for a person to handle', async () => {
    const bytes = Buffer.from('Namn;Personnummer;Språk;Skyddad\nSaba Exempel;19850709-9805;ti;ja', 'utf8')
    const flagged = await office.plan(await office.send(bytes))
    const made = {
      ...NO_DETAILS,
      ...{ personId: null, displayName: 'Fjäril', givenName: 'Saba', familyName: 'Exempel', uiLanguage: 'ti' },
      ...{ identityNumber: '19850709-9805', spokenLanguage: 'ti', isProtected: true, homeMunicipalityId: home },
      registeredFromOn: '2026-01-01',
    }
    await saveParticipant(officer, saveParticipantInput.parse(made))
    const matched = await office.plan(await office.send(csv('Saba;Exempel;19850709-9805;;tigrinska;')))
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
    const rows = await office.plan(await office.send(csv('Aminah;Yousuf;;1990-02-03;somaliska;')))
    expect(rows).toMatchObject([{ kind: 'refused', refusals: [{ field: null, code: 'people.maybe-known' }] }])
  })

  test('remembers how its columns were understood', async () => {
    const bytes = Buffer.from('Kolumn A;Kolumn B;Språk\nSaba;Exempel;ti', 'utf8')
    const first = await office.send(bytes)
    await expect(office.plan(first)).rejects.toThrow('imports.no-columns')
    const columns: (ImportField | null)[] = ['givenName', 'familyName', 'spokenLanguage']
    await chooseColumns(officer, { importId: first, columns, overwritten: [], elseLanguage: null })
    await workRuns(database)
    const { columns: proposed } = await getImport(officer, { importId: await office.send(bytes) })
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
    const rows = await office.plan(await office.send(Buffer.from(await workbook.xlsx.writeBuffer())))
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
    await office.imported('Saba;Exempel;19850709-9805;;tigrinska;0701')
    const { personId } = await office.personNamed('Saba Exempel')
    const importId = await office.send(
      csv('Ny;Person;;1990-01-01;tigrinska;', 'Saba;Exempel;19850709-9805;;tigrinska;0702'),
    )
    await office.plan(importId)
    await office.changeByHand(personId, { phone: '0709' })
    const after = await office.apply(importId)
    expect(after).toMatchObject({ state: 'planned', run: { state: 'failed', errorCode: 'imports.changed-since' } })
    expect(await office.namesAtHome()).toEqual(['Saba Exempel'])
  })

  test('what was changed, enrolled or carded since is not undone, and nothing else of the list is', async () => {
    const importId = await office.imported('Saba;Exempel;;1985-07-09;tigrinska;', 'Ali;Exempel;;1990-01-01;tigrinska;')
    const { personId } = await office.personNamed('Saba Exempel')
    const { staffId } = await makeStaff({ role: 'communicator', municipalityId: home })
    const groupId = await makeGroup({ hostingMunicipalityId: home, communicatorId: staffId })
    await enrol({ groupId, personId, hostingMunicipalityId: home, homeMunicipalityId: home })
    expect(await office.undo(importId)).toMatchObject({ state: 'applied', run: { errorCode: 'imports.changed-since' } })
    expect(await office.namesAtHome()).toEqual(['Ali Exempel', 'Saba Exempel'])
  })

  test.each([
    ['another number', { identityNumber: '199001752386' }],
    ['a need', { needs: ['hearing'] }],
    ['a language', { languages: [{ language: 'en', use: 'reads' }] }],
    ['how they read', { literacy: 'some' }],
  ])('%s that was entered since is not undone away', async (_, more) => {
    const importId = await office.imported('Saba;Exempel;19850709-9805;;tigrinska;')
    const { personId } = await office.personNamed('Saba Exempel')
    await office.changeByHand(personId, more)
    expect(await office.undo(importId)).toMatchObject({ state: 'applied', run: { errorCode: 'imports.changed-since' } })
    expect(await office.namesAtHome()).toEqual(['Saba Exempel'])
  })

  test('two who press at once begin one run', async () => {
    const importId = await office.send(csv('Saba;Exempel;;1985-07-09;tigrinska;'))
    await office.plan(importId)
    const both = await Promise.allSettled([1, 2].map(() => applyImport(officer, { importId, leavesOutRefused: false })))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await workRuns(database)
    expect(await office.namesAtHome()).toEqual(['Saba Exempel'])
  })
})
