import { randomUUID } from 'node:crypto'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { endpoints, classroomChecks } from '@/db/schema/endpoints'
import type { MunicipalityId, SiteId } from '@/domain/ids'
import type { EndpointActor, StaffActor } from '@/domain/people/actor'
import { findLastCheck } from '@/services/checks/find-last-check'
import type { Findings } from '@/services/checks/findings'
import { listClassroomChecks } from '@/services/checks/list-classroom-checks'
import { recordClassroomCheck, recordClassroomCheckInput } from '@/services/checks/record-classroom-check'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { given, makeMunicipality, makeSite } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const LINE = { roundTripMs: 20, lossUpPercent: 0, lossDownPercent: 0.5, upKbps: 400, downKbps: 390 }
const FINDINGS: Findings = {
  parts: { camera: 'good', microphone: 'good', loudspeaker: 'good', udp: 'good', tcp: 'good', turn: 'skipped' },
  figures: { udp: LINE, tcp: LINE, turn: null },
}

let database: TestDatabase
let municipalityId: MunicipalityId
let coordinator: StaffActor
let screen: EndpointActor

async function pair(siteId: SiteId, at: MunicipalityId): Promise<EndpointActor> {
  const values = { siteId, municipalityId: at, name: 'Vägg', secretHash: randomUUID(), pairedBy: coordinator.staffId }
  const [row] = await withActor(SET_UP, (tx) => tx.insert(endpoints).values(values).returning({ id: endpoints.id }))
  return { kind: 'endpoint', endpointId: given(row).id, siteId, municipalityId: at }
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  municipalityId = await makeMunicipality()
  coordinator = await makeStaff({ role: 'coordinator', municipalityId })
  screen = await pair(await makeSite(municipalityId), municipalityId)
})

const refused = (code: string) => expect.objectContaining({ code })
const record = (findings = FINDINGS) => recordClassroomCheck(screen, { reason: 'night', findings })

describe('the list of classroom checks', () => {
  it('shows a classroom that has never checked itself', async () => {
    expect(await listClassroomChecks(coordinator)).toMatchObject([{ endpointId: screen.endpointId, check: null }])
    expect(await findLastCheck(screen)).toBeNull()
  })

  it('shows the latest check of each classroom with its findings', async () => {
    await record()
    const parts = { ...FINDINGS.parts, camera: 'failed' as const }
    expect(await record({ ...FINDINGS, parts })).toEqual({ verdict: 'red' })
    const [room] = await listClassroomChecks(coordinator)
    expect(room?.check).toMatchObject({
      verdict: 'red',
      reason: 'night',
      findings: { parts, figures: FINDINGS.figures },
    })
    expect(await findLastCheck(screen)).toBe(room?.check?.checkedAt.getTime())
  })

  it('shows nothing of another municipality', async () => {
    await record()
    const elsewhere = await makeStaff({ role: 'coordinator', municipalityId: await makeMunicipality() })
    expect(await listClassroomChecks(elsewhere)).toEqual([])
    expect(await withActor(elsewhere, (tx) => tx.$count(classroomChecks))).toBe(0)
  })

  it('is refused without the permission', async () => {
    const officer = await makeStaff({ role: 'case_officer', municipalityId })
    await expect(listClassroomChecks(officer)).rejects.toThrow(refused('access.not-allowed'))
  })
})

describe('recording a check', () => {
  it('is for screens only', async () => {
    const input = { reason: 'night' as const, findings: FINDINGS }
    await expect(recordClassroomCheck(coordinator, input)).rejects.toThrow(refused('access.not-allowed'))
    const person = { kind: 'person' as const, personId: await makePerson(municipalityId) }
    await expect(recordClassroomCheck(person, input)).rejects.toThrow(refused('access.not-allowed'))
  })

  it('is refused by the database for another screen, an unpaired one and another municipality', async () => {
    const security = { cause: { message: expect.stringContaining('row-level security') } }
    const other = await pair(await makeSite(municipalityId), municipalityId)
    const insert = (values: { endpointId: EndpointActor['endpointId']; municipalityId: MunicipalityId }) =>
      withActor(screen, (tx) =>
        tx.insert(classroomChecks).values({ ...values, reason: 'night', verdict: 'green', findings: FINDINGS }),
      )
    await expect(insert({ endpointId: other.endpointId, municipalityId })).rejects.toMatchObject(security)
    const elsewhere = await makeMunicipality()
    await expect(insert({ ...screen, municipalityId: elsewhere })).rejects.toMatchObject(security)
    await withActor(SET_UP, (tx) => tx.update(endpoints).set({ unpairedAt: new Date() }))
    await expect(record()).rejects.toMatchObject(security)
  })

  it('cannot be changed or deleted', async () => {
    await record()
    for (const statement of [sql`update classroom_checks set verdict = 'green'`, sql`delete from classroom_checks`]) {
      await expect(withActor(SET_UP, (tx) => tx.execute(statement))).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/append-only|permission denied/) },
      })
    }
  })

  it.each([
    ['an unknown field', { reason: 'night', findings: FINDINGS, surplus: true }],
    ['an unknown part', { reason: 'night', findings: { ...FINDINGS, parts: { ...FINDINGS.parts, door: 'good' } } }],
    ['a missing line', { reason: 'night', findings: { ...FINDINGS, figures: { udp: null, tcp: null } } }],
    [
      'a loss over a hundred',
      {
        reason: 'night',
        findings: { ...FINDINGS, figures: { ...FINDINGS.figures, udp: { ...LINE, lossUpPercent: 101 } } },
      },
    ],
  ])('refuses %s', (_label, input) => {
    expect(recordClassroomCheckInput.safeParse(input).success).toBe(false)
  })
})
