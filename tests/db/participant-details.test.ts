import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { changeHomeMunicipality } from '@/services/people/change-home-municipality'
import { getParticipant } from '@/services/people/get-participant'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let nordmaling: MunicipalityId
let umea: MunicipalityId
let officer: StaffActor
let teacher: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  nordmaling = await makeMunicipality()
  umea = await makeMunicipality()
  officer = await makeStaff({ role: 'case_officer', municipalityId: nordmaling })
  teacher = await makeStaff({ role: 'administrator', municipalityId: umea })
})

const DETAILS = {
  ...{ languages: [{ language: 'ar', use: 'both' as const }], literacy: 'some' as const, needs: ['hearing' as const] },
  ...{ bornOn: '1990-03-02', legalSex: 'female' as const, dossierNumber: '12-345678' },
  ...{ phone: '+46 70 740 11 99', email: 'selam@example.org', address: 'Vägen 1', contactPerson: 'Sara Exempel' },
}
const REFUGEE = { ground: 'refugee' as const, fromOn: '2025-01-10', untilOn: null }

const written = (more = {}) =>
  saveParticipantInput.parse({
    ...{ personId: null, displayName: 'Selam', givenName: 'Selam', familyName: 'Exempel', identityNumber: null },
    ...{ uiLanguage: 'ti', spokenLanguage: 'ti', isProtected: false, homeMunicipalityId: nordmaling },
    ...{ registeredFromOn: '2025-02-01', ...NO_DETAILS, ...DETAILS, permits: [REFUGEE], ...more },
  })
const refused = (code: string, field: string) =>
  expect.objectContaining({ code, details: expect.objectContaining({ field }) })

async function teachInUmea(personId: PersonId): Promise<void> {
  const groupId = await makeGroup({ hostingMunicipalityId: umea, communicatorId: teacher.staffId })
  await enrol({ groupId, personId, hostingMunicipalityId: umea, homeMunicipalityId: nordmaling })
}

it('everything that is written down of a participant is there again', async () => {
  const { personId } = await saveParticipant(officer, written())
  expect(await getParticipant(officer, { personId })).toMatchObject({
    ...DETAILS,
    permits: [REFUGEE],
    entitlement: {
      ...{ targetGroup: 'establishment', funding: 'standard_grant', offeredUntilOn: '2028-02-01' },
      reasons: [{ code: 'permit', ground: 'refugee', on: '2025-01-10' }],
    },
  })
})

it('who teaches them sees what the lesson needs, and nothing of identity, permit or contact', async () => {
  const { personId } = await saveParticipant(officer, written())
  await teachInUmea(personId)
  const seen = await getParticipant(teacher, { personId })
  expect(seen).toMatchObject({ languages: DETAILS.languages, literacy: 'some', needs: ['hearing'] })
  expect(seen).toMatchObject({ bornOn: null, legalSex: null, dossierNumber: null, permits: [], entitlement: null })
  const shown = JSON.stringify(seen)
  for (const secret of [DETAILS.phone, DETAILS.email, DETAILS.address, 'Sara', '12-345678', 'refugee']) {
    expect(shown).not.toContain(secret)
  }
  for (const table of ['contacts', 'permit_grounds', 'person_identities']) {
    const rows = await withActor(teacher, (tx) => tx.execute(sql`select * from ${sql.identifier(table)}`))
    expect([table, rows.length]).toEqual([table, 0])
  }
})

it.each([
  ['a permit', sql`insert into permit_grounds (person_id, home_municipality_id, ground, from_on)`],
  ['a contact', sql`insert into contacts (person_id, home_municipality_id, kind, sealed)`],
])('%s is added by nobody who only teaches them', async (what, insert) => {
  const { personId } = await saveParticipant(officer, written({ permits: [], phone: '' }))
  await teachInUmea(personId)
  const values = what === 'a permit' ? sql`('refugee', '2020-01-01'::date)` : sql`('phone', '\\x00'::bytea)`
  const write = withActor(teacher, (tx) =>
    tx.execute(sql`${insert} select ${personId}, ${nordmaling}, v.* from (values ${values}) v`),
  )
  await expect(write).rejects.toMatchObject({ code: '42501' })
})

it('contacts are encrypted for their person and kind', async () => {
  const { personId } = await saveParticipant(officer, written())
  const rows = await withActor(SET_UP, (tx) => tx.execute<{ sealed: Buffer }>(sql`select sealed from contacts`))
  for (const { sealed } of rows) expect(Buffer.from(sealed).toString('latin1')).not.toContain('example.org')
  await withActor(SET_UP, (tx) =>
    tx.execute(sql`update contacts set sealed = (select sealed from contacts c where c.person_id = ${personId}
      and c.kind = 'email') where person_id = ${personId} and kind = 'phone'`),
  )
  await expect(getParticipant(officer, { personId })).rejects.toThrow('unable to authenticate')
})

it('an emptied contact is gone, and the others stay', async () => {
  const { personId } = await saveParticipant(officer, written())
  await saveParticipant(officer, written({ personId, phone: '' }))
  expect(await getParticipant(officer, { personId })).toMatchObject({ phone: '', email: DETAILS.email })
})

it('permits are ended, added and removed, and the log says that they changed', async () => {
  const { personId } = await saveParticipant(officer, written())
  const ended = { ...REFUGEE, untilOn: '2026-01-09' }
  const next = { ground: 'family_tie' as const, fromOn: '2026-01-10', untilOn: null }
  await saveParticipant(officer, written({ personId, permits: [ended, next] }))
  const { permits, entitlement } = await getParticipant(officer, { personId })
  expect(permits).toMatchObject([ended, next])
  expect(entitlement).toMatchObject({ targetGroup: 'extended', funding: 'none' })
  await saveParticipant(officer, written({ personId, permits: [ended, next] }))
  const administrator = await makeStaff({ role: 'administrator', municipalityId: nordmaling })
  const log = await listAudit(administrator, listAuditInput.parse({ action: 'participant.saved' }))
  expect(log.rows.map(({ details }) => (details as { hasNewPermits: boolean }).hasNewPermits)).toEqual([
    true,
    true,
    false,
  ])
  await saveParticipant(officer, written({ personId, permits: [next] }))
  expect((await getParticipant(officer, { personId })).permits).toMatchObject([next])
})

it.each([
  [
    'an end before the beginning',
    [{ ...REFUGEE, untilOn: '2025-01-09' }],
    'courses.end-before-start',
    'permits.0.untilOn',
  ],
  ['the same permit twice', [REFUGEE, { ...REFUGEE, untilOn: '2026-01-01' }], 'input.listed-twice', 'permits.1.fromOn'],
])('%s is refused at its row, and nothing is stored', async (_, permits, code, field) => {
  await expect(saveParticipant(officer, written({ displayName: 'Ingen', permits }))).rejects.toEqual(
    refused(code, field),
  )
  const rows = await withActor(SET_UP, (tx) => tx.execute(sql`select 1 from persons where display_name = 'Ingen'`))
  expect(rows).toHaveLength(0)
})

it('nobody is born in the future', async () => {
  const tomorrow = dateOf(Date.now() + 24 * 3_600_000)
  await expect(saveParticipant(officer, written({ bornOn: tomorrow }))).rejects.toEqual(
    refused('input.in-the-future', 'bornOn'),
  )
})

it('a move takes permits and contacts along, and leaves nothing behind', async () => {
  const { personId } = await saveParticipant(officer, written())
  const receiver = await makeStaff({ role: 'case_officer', municipalityId: umea })
  await changeHomeMunicipality(officer, { personId, municipalityId: umea, fromOn: '2026-03-01' })
  expect(await getParticipant(receiver, { personId })).toMatchObject({ ...DETAILS, permits: [REFUGEE] })
  await expect(getParticipant(officer, { personId })).rejects.toMatchObject({ code: 'access.not-found' })
})

it.each(['selam', 'selam@', '@example.org', 'a b@example.org'])('“%s” is no e-mail address', (email) => {
  expect(() => written({ email })).toThrow('email')
})

it('a permit of unknown ground keeps the funding that was recorded with it when its first day is corrected', async () => {
  const unknown = { ground: 'establishment_unspecified' as const, fromOn: '2025-01-10', untilOn: null }
  const { personId } = await saveParticipant(officer, written({ permits: [unknown] }))
  const owner = postgres(database.ownerUrl, { max: 1 })
  await owner`update permit_grounds set recorded_funding = 'none' where person_id = ${personId}`
  await owner.end()
  await saveParticipant(officer, written({ personId, permits: [{ ...unknown, fromOn: '2025-01-12' }] }))
  expect(await getParticipant(officer, { personId })).toMatchObject({
    permits: [{ fromOn: '2025-01-12', recordedFunding: 'none' }],
    entitlement: { funding: 'none' },
  })
})
