import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { findGeneration, type AccessSubject } from '@/db/queries/access-generations'
import { lessons } from '@/db/schema/courses'
import type { EndpointId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import { approvePairing, approvePairingInput } from '@/services/access/approve-pairing'
import { knock } from '@/services/access/knock'
import { createInvitation } from '@/services/access/create-invitation'
import { createPersonLink } from '@/services/access/create-person-link'
import { decideVisitor } from '@/services/access/decide-visitor'
import { findEndpoint } from '@/services/access/find-endpoint'
import { findGuest } from '@/services/access/find-guest'
import { revokeInvitation } from '@/services/access/revoke-invitation'
import { revokePersonLinks } from '@/services/access/revoke-person-links'
import { startPairing } from '@/services/access/start-pairing'
import { unpairEndpoint } from '@/services/access/unpair-endpoint'
import { endEnrolment } from '@/services/courses/end-enrolment'
import { enrolPerson } from '@/services/courses/enrol-person'
import { getGroup } from '@/services/courses/get-group'
import { saveGroup, saveGroupInput } from '@/services/courses/save-group'
import { memberOfGuest } from '@/services/tickets/member-of-guest'
import { saveSite } from '@/services/regions/save-site'
import { makeGroup, makeLesson } from '@/tests/factories/courses'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeSite } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const MINUTE_MS = 60_000

let database: TestDatabase
let region: Region

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  region = await makeRegion(new Date(Date.now() + 10 * MINUTE_MS))
})

const generationOf = (subject: AccessSubject) => withActor(SET_UP, (tx) => findGeneration(tx, subject))

/** How often an action revoked the subject's access. */
async function endedBy(subject: AccessSubject, deed: () => Promise<unknown>): Promise<number> {
  const before = await generationOf(subject)
  await deed()
  return (await generationOf(subject)) - before
}

async function pairScreen(
  host: StaffActor,
  siteId = region.siteId,
): Promise<{ endpointId: EndpointId; secret: string }> {
  const { code, secret } = await startPairing()
  const { endpointId } = await approvePairing(host, approvePairingInput.parse({ code, siteId, name: 'Screen' }))
  return { endpointId, secret }
}

describe("a participant's access is revoked", () => {
  it('with a new card, with a revoked one, and with the enrolment', async () => {
    const person = { kind: 'person', id: region.selam } as const
    const { administrator: by, groupId, umea } = region
    expect(await endedBy(person, () => createPersonLink(by, { personId: region.selam }))).toBe(1)
    expect(await endedBy(person, () => revokePersonLinks(by, { personId: region.selam }))).toBe(1)
    const personId = await makePerson(umea)
    const joined = { groupId, personId, siteId: null, fromOn: dateOf(Date.now()) }
    const { enrolmentId } = await enrolPerson(by, joined)
    const untilOn = dateOf(Date.now())
    const end = () => endEnrolment(by, { enrolmentId, untilOn })
    expect(await endedBy({ kind: 'person', id: personId }, end)).toBe(1)
  })

  it("and nobody else's", async () => {
    const anna = { kind: 'person', id: region.anna } as const
    expect(await endedBy(anna, () => createPersonLink(region.administrator, { personId: region.selam }))).toBe(0)
  })
})

describe("a screen's access is revoked", () => {
  it('when it is unpaired', async () => {
    const { endpointId } = await pairScreen(region.siteHost)
    const unpair = () => unpairEndpoint(region.siteHost, { endpointId })
    expect(await endedBy({ kind: 'endpoint', id: endpointId }, unpair)).toBe(1)
  })

  it('when another municipality removes its site from the group', async () => {
    const { bjurholm, bjurholmAdministrator, administrator, communicator, umea } = region
    const [kept, goes] = [region.siteId, await makeSite(bjurholm)]
    const place = { hostingMunicipalityId: umea, communicatorId: communicator.staffId }
    const groupId = await makeGroup({ ...place, siteIds: [kept, goes] })
    const stays = await pairScreen(region.siteHost)
    const leaves = await pairScreen(bjurholmAdministrator, goes)
    const { patterns, name, courseKind, sfiCourse, language, startsOn, endsOn } = await getGroup(administrator, {
      groupId,
    })
    const values = { name, courseKind, sfiCourse, language, startsOn, endsOn, patterns }
    const save = () => saveGroup(administrator, saveGroupInput.parse({ groupId, ...place, ...values, siteIds: [kept] }))
    expect(await endedBy({ kind: 'endpoint', id: leaves.endpointId }, save)).toBe(1)
    expect(await generationOf({ kind: 'endpoint', id: stays.endpointId })).toBe(0)
  })

  it('when its site closes, which then has no screen', async () => {
    const siteId = await makeSite(region.bjurholm)
    const { endpointId, secret } = await pairScreen(region.bjurholmAdministrator, siteId)
    expect(await findEndpoint(secret)).toMatchObject({ state: 'paired' })
    const site = { siteId, municipalityId: region.bjurholm, name: 'Closed', address: '' }
    const close = () => saveSite(region.bjurholmAdministrator, { ...site, closedOn: dateOf(Date.now()) })
    expect(await endedBy({ kind: 'endpoint', id: endpointId }, close)).toBe(1)
    expect(await findEndpoint(secret)).toEqual({ state: 'unknown' })
  })
})

describe("a guest's access is revoked", () => {
  const invite = (input: object) =>
    createInvitation(region.communicator, { lessonId: region.lessonId, ...input } as never)

  async function ask(secret: string) {
    const asked = await knock(secret, { displayName: 'Visitor' })
    const guest = await findGuest(asked.secret)
    if (guest.state !== 'named') throw new Error('nobody asked')
    return { id: guest.actor.guestId, memberId: memberOfGuest(region.lessonId, guest.actor.guestId) }
  }

  it('with the invitation, of kind `waiting-room` for every visitor', async () => {
    const guest = await invite({ kind: 'guest', displayName: 'Guest', organisation: '' })
    const revoke = ({ invitationId }: typeof guest) => revokeInvitation(region.communicator, { invitationId })
    expect(await endedBy({ kind: 'guest', id: guest.invitationId }, () => revoke(guest))).toBe(1)
    const invitation = await invite({ kind: 'waiting-room' })
    const [one, other] = [await ask(invitation.secret), await ask(invitation.secret)]
    expect(await endedBy({ kind: 'guest', id: one.id }, () => revoke(invitation))).toBe(1)
    expect(await generationOf({ kind: 'guest', id: other.id })).toBe(1)
  })

  it('and not with the decision on a visitor, who received nothing before it', async () => {
    const invitation = await invite({ kind: 'waiting-room' })
    for (const isAdmitted of [true, false]) {
      const { id, memberId } = await ask(invitation.secret)
      const answer = { lessonId: region.lessonId, memberId, isAdmitted }
      expect(await endedBy({ kind: 'guest', id }, () => decideVisitor(region.communicator, answer))).toBe(0)
    }
  })
})

describe("a communicator's access is revoked", () => {
  it('when a lesson that is open for entry is given to another, and not before', async () => {
    const { umea, administrator } = region
    const former = await makeStaff({ role: 'communicator', municipalityId: umea })
    const other = await makeStaff({ role: 'communicator', municipalityId: umea })
    const place = { hostingMunicipalityId: umea, communicatorId: former.staffId }
    const give = async (startsAt: Date) => {
      const groupId = await makeGroup(place)
      await makeLesson({ ...place, groupId }, startsAt)
      const group = await getGroup(administrator, { groupId })
      const { name, courseKind, sfiCourse, language, startsOn, endsOn, patterns } = group
      const values = { name, courseKind, sfiCourse, language, startsOn, endsOn, patterns, siteIds: [] }
      const to = { hostingMunicipalityId: umea, communicatorId: other.staffId }
      return endedBy({ kind: 'staff', id: former.staffId }, () =>
        saveGroup(administrator, saveGroupInput.parse({ groupId, ...to, ...values })),
      )
    }
    expect(await give(new Date(Date.now() + 20 * MINUTE_MS))).toBe(1)
    expect(await give(new Date(Date.now() + 24 * 60 * MINUTE_MS))).toBe(0)
    const taught = await withActor(SET_UP, (tx) =>
      tx.select({ id: lessons.id }).from(lessons).where(eq(lessons.communicatorId, former.staffId)),
    )
    expect(taught).toEqual([])
  })
})
