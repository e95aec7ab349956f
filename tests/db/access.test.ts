import { generateKeyPairSync, randomUUID } from 'node:crypto'

import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import type { EndpointId, LessonId, MunicipalityId, PersonId, SiteId } from '@/domain/ids'
import type { Actor, StaffActor } from '@/domain/people/actor'
import { approvePairing, approvePairingInput } from '@/services/access/approve-pairing'
import { createPersonLink } from '@/services/access/create-person-link'
import { findEndpoint } from '@/services/access/find-endpoint'
import { findPersonByLink } from '@/services/access/find-person-by-link'
import { openPersonLink } from '@/services/access/open-person-link'
import { revokePersonLinks } from '@/services/access/revoke-person-links'
import { startPairing } from '@/services/access/start-pairing'
import { unpairEndpoint } from '@/services/access/unpair-endpoint'
import { joinLesson } from '@/services/tickets/join-lesson'
import { findMyLesson, listMyLessons } from '@/services/tickets/list-my-lessons'
import { listPlannedClassrooms } from '@/services/tickets/list-planned-classrooms'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const HOUR_MS = 3_600_000

let database: TestDatabase
let umea: MunicipalityId
let bjurholm: MunicipalityId
let classroom: SiteId
let otherRoom: SiteId
let host: StaffActor
let communicator: StaffActor
let mona: PersonId
let lessonId: LessonId

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  ;[umea, bjurholm] = await Promise.all([makeMunicipality(), makeMunicipality()])
  ;[classroom, otherRoom] = await Promise.all([makeSite(bjurholm), makeSite(bjurholm)])
  host = await makeStaff({ role: 'site_host', municipalityId: bjurholm, siteId: classroom })
  communicator = await makeStaff({ role: 'communicator', municipalityId: umea })
  mona = await makePerson(bjurholm, { displayName: 'Mona' })
  const taught = { hostingMunicipalityId: umea, communicatorId: communicator.staffId }
  const groupId = await makeGroup({ ...taught, siteIds: [classroom] })
  await enrol({ groupId, personId: mona, hostingMunicipalityId: umea, homeMunicipalityId: bjurholm, siteId: classroom })
  lessonId = await makeLesson({ groupId, ...taught }, new Date(Date.now() - HOUR_MS))
})

const refused = (code: string) => expect.objectContaining({ code })

describe('a personal link', () => {
  it('signs in by its secret, which is nowhere in the database', async () => {
    const { secret } = await createPersonLink(host, { personId: mona })
    expect(await openPersonLink({ secret })).toEqual({ language: 'ti' })
    expect(await findPersonByLink(secret)).toMatchObject({ personId: mona, displayName: 'Mona' })
    await expect(openPersonLink({ secret: 'x'.repeat(43) })).rejects.toThrow(refused('link.unknown'))
  })

  it('stops working immediately when a new card is made or all are revoked', async () => {
    const caseOfficer = await makeStaff({ role: 'case_officer', municipalityId: bjurholm })
    const first = await createPersonLink(host, { personId: mona })
    const second = await createPersonLink(host, { personId: mona })
    await expect(openPersonLink({ secret: first.secret })).rejects.toThrow(refused('link.revoked'))
    expect(await findPersonByLink(first.secret)).toBeNull()
    await revokePersonLinks(caseOfficer, { personId: mona })
    expect(await findPersonByLink(second.secret)).toBeNull()
  })

  it('cannot be made by staff from elsewhere, nor by a role held elsewhere', async () => {
    const elsewhere = await makeMunicipality()
    const stranger = await makeStaff({ role: 'administrator', municipalityId: elsewhere })
    const mixed = await makeStaff(
      { role: 'site_host', municipalityId: elsewhere },
      { role: 'communicator', municipalityId: umea },
    )
    for (const actor of [stranger, mixed]) {
      await expect(createPersonLink(actor, { personId: mona })).rejects.toThrow(refused('access.not-found'))
    }
    await expect(createPersonLink(communicator, { personId: mona })).rejects.toThrow(refused('access.not-allowed'))
    await expect(revokePersonLinks(host, { personId: mona })).rejects.toThrow(refused('access.not-allowed'))
  })

  it('of a protected person can only be made at home', async () => {
    const hidden = await makePerson(umea, { protectedIdentity: true })
    const groupId = await makeGroup({ hostingMunicipalityId: umea, communicatorId: communicator.staffId })
    await enrol({ groupId, personId: hidden, hostingMunicipalityId: umea, homeMunicipalityId: umea, siteId: classroom })
    await expect(createPersonLink(host, { personId: hidden })).rejects.toThrow(refused('access.not-found'))
    const atHome = await makeStaff({ role: 'case_officer', municipalityId: umea })
    expect(await createPersonLink(atHome, { personId: hidden })).toHaveProperty('secret')
  })
})

describe('a screen', () => {
  const approve = (actor: Actor, code: string, siteId: SiteId) =>
    approvePairing(actor, approvePairingInput.parse({ code, siteId, name: 'Stora skärmen' }))

  it('is known after its code was approved, until it is unpaired', async () => {
    const { code, secret } = await startPairing()
    expect(await findEndpoint(secret)).toMatchObject({ state: 'waiting', code })
    const { endpointId } = await approve(host, `${code.slice(0, 3)} ${code.slice(3)}`, classroom)
    expect(await findEndpoint(secret)).toMatchObject({ state: 'paired', actor: { endpointId, siteId: classroom } })
    await unpairEndpoint(host, { endpointId })
    expect(await findEndpoint(secret)).toEqual({ state: 'unknown' })
    await expect(unpairEndpoint(host, { endpointId })).rejects.toThrow(refused('access.not-found'))
  })

  it('accepts a code once, and only from a host of its site', async () => {
    const { code } = await startPairing()
    await expect(approve(host, code, otherRoom)).rejects.toThrow(refused('access.not-allowed'))
    await expect(approve(communicator, code, classroom)).rejects.toThrow(refused('access.not-allowed'))
    await expect(approve(host, '000 000', classroom)).rejects.toThrow(refused('pairing.code-unknown'))
    await approve(host, code, classroom)
    await expect(approve(host, code, classroom)).rejects.toThrow(refused('pairing.code-unknown'))
  })

  it('of another site cannot be unpaired by this host', async () => {
    const coordinator = await makeStaff({ role: 'coordinator', municipalityId: bjurholm })
    const { code } = await startPairing()
    const { endpointId } = await approve(coordinator, code, otherRoom)
    await expect(unpairEndpoint(host, { endpointId })).rejects.toThrow(refused('access.not-allowed'))
  })
})

describe('a ticket', () => {
  const maker = () => ({
    key: generateKeyPairSync('ed25519').privateKey,
    mediaUrl: 'http://localhost:3001',
    iceServers: [],
    nowMs: Date.now(),
  })
  const join = (actor: Actor, lesson = lessonId) => joinLesson(actor, { lessonId: lesson }, maker())
  const screen = (siteId: SiteId): Actor => ({
    kind: 'endpoint',
    endpointId: randomUUID() as EndpointId,
    siteId,
    municipalityId: bjurholm,
  })

  it('names the participant by the chosen display name, and has nothing of the register', async () => {
    const { ticket } = await join({ kind: 'person', personId: mona })
    const payload = decodeJwt(ticket)
    expect(payload).toMatchObject({ role: 'participant', displayName: 'Mona', subject: { kind: 'person', id: mona } })
    expect(payload.permissions).toEqual(PERMISSIONS_BY_ROLE.participant)
    expect(JSON.stringify(payload)).not.toContain('Exempel')
    expect(Number(payload.exp) - Number(payload.iat)).toBe(60)
  })

  it('lets the communicator lead the lesson; for a screen it counts the people on the roll', async () => {
    expect(decodeJwt((await join(communicator)).ticket)).toMatchObject({
      role: 'communicator',
      permissions: PERMISSIONS_BY_ROLE.communicator,
    })
    const { code, secret } = await startPairing()
    await approvePairing(host, approvePairingInput.parse({ code, siteId: classroom, name: 'Skärm' }))
    const known = await findEndpoint(secret)
    if (known.state !== 'paired') throw new Error('the screen was not paired')
    expect(decodeJwt((await join(known.actor)).ticket)).toMatchObject({ role: 'classroom', headcount: 1 })
  })

  it("is not issued for someone else's lesson", async () => {
    const other = await makePerson(bjurholm)
    const colleague = await makeStaff({ role: 'communicator', municipalityId: umea })
    await expect(join({ kind: 'person', personId: other })).rejects.toThrow(refused('courses.not-enrolled'))
    await expect(join(colleague)).rejects.toThrow(refused('courses.not-your-lesson'))
    await expect(join(screen(otherRoom))).rejects.toThrow(refused('courses.site-not-in-group'))
    await expect(join(communicator, randomUUID() as LessonId)).rejects.toThrow(refused('courses.lesson-not-found'))
  })

  it('is for a lesson that its communicator finds among any number of others, and nobody else does', async () => {
    const taught = { hostingMunicipalityId: umea, communicatorId: communicator.staffId }
    const groupId = await makeGroup({ ...taught, siteIds: [classroom] })
    const startsAtMs = Date.now() - 2 * HOUR_MS
    for (let number = 0; number < 31; number += 1)
      await makeLesson({ groupId, ...taught }, new Date(startsAtMs + number))
    const now = Date.now()
    const listed = await listMyLessons(communicator, { as: 'communicator' }, now)
    expect(listed.map((one) => one.lessonId)).not.toContain(lessonId)
    expect(await findMyLesson(communicator, { as: 'communicator', lessonId }, now)).toMatchObject({ lessonId })
    const colleague = await makeStaff({ role: 'communicator', municipalityId: umea })
    expect(await findMyLesson(colleague, { as: 'communicator', lessonId }, now)).toBeUndefined()
    expect(await findMyLesson(host, { as: 'communicator', lessonId }, now)).toBeUndefined()
  })

  it('tells its communicator, and a substitute, which classrooms take part; nobody else', async () => {
    const nowMs = Date.now()
    const towns = [expect.stringMatching(/^Municipality/)]
    expect(await listPlannedClassrooms(lessonId, { actor: communicator, nowMs })).toEqual(towns)
    expect(await listPlannedClassrooms(lessonId, 'invited-substitute')).toEqual(towns)
    const colleague = await makeStaff({ role: 'communicator', municipalityId: umea })
    for (const actor of [colleague, host]) {
      expect(await listPlannedClassrooms(lessonId, { actor, nowMs })).toEqual([])
    }
  })

  it('follows what each may find: their own lessons and no others', async () => {
    const now = Date.now()
    const other = await makePerson(bjurholm)
    const ids = async (actor: Actor, as: 'learner' | 'communicator' | 'site-host') =>
      (await listMyLessons(actor, { as }, now)).map((lesson) => lesson.lessonId)
    expect(await ids({ kind: 'person', personId: mona }, 'learner')).toEqual([lessonId])
    expect(await ids({ kind: 'person', personId: other }, 'learner')).toEqual([])
    expect(await ids(communicator, 'communicator')).toEqual([lessonId])
    expect(await ids(host, 'site-host')).toEqual([lessonId])
    expect(
      await ids(await makeStaff({ role: 'site_host', municipalityId: bjurholm, siteId: otherRoom }), 'site-host'),
    ).toEqual([])
    expect(await ids(await makeStaff({ role: 'coordinator', municipalityId: bjurholm }), 'site-host')).toEqual([
      lessonId,
    ])
  })
})
