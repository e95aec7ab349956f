import { generateKeyPairSync, randomUUID } from 'node:crypto'

import { decodeJwt } from 'jose'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { auditEntries } from '@/db/schema/audit'
import { invitations, visitors } from '@/db/schema/invitations'
import { materials } from '@/db/schema/materials'
import { DomainError } from '@/domain/domain-error'
import type { LessonId, MunicipalityId } from '@/domain/ids'
import type { Actor, GuestActor, StaffActor } from '@/domain/people/actor'
import { memberIdOf } from '@/media-server/session/member-id'
import { knock } from '@/services/access/knock'
import { createInvitation, createInvitationInput } from '@/services/access/create-invitation'
import { decideVisitor } from '@/services/access/decide-visitor'
import { findGuest } from '@/services/access/find-guest'
import { listInvitations } from '@/services/access/list-invitations'
import { openInvitation } from '@/services/access/open-invitation'
import { revokeInvitation } from '@/services/access/revoke-invitation'
import { joinLesson } from '@/services/tickets/join-lesson'
import { listMyLessons } from '@/services/tickets/list-my-lessons'
import { memberOfGuest } from '@/services/tickets/member-of-guest'
import { listMaterials } from '@/services/materials/list-materials'
import { makeGroup, makeLesson } from '@/tests/factories/courses'
import { makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const HOUR_MS = 3_600_000
const POLICE = { kind: 'guest', displayName: 'Karin', organisation: 'Polisen' }

let database: TestDatabase
let owner: postgres.Sql
let umea: MunicipalityId
let communicator: StaffActor
let coordinator: StaffActor
let lessonId: LessonId
let otherLessonId: LessonId

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})
beforeEach(async () => {
  umea = await makeMunicipality()
  communicator = await makeStaff({ role: 'communicator', municipalityId: umea })
  coordinator = await makeStaff({ role: 'coordinator', municipalityId: umea })
  const place = { hostingMunicipalityId: umea, communicatorId: communicator.staffId }
  const groupId = await makeGroup(place)
  lessonId = await makeLesson({ ...place, groupId }, new Date(Date.now() - HOUR_MS))
  otherLessonId = await makeLesson({ ...place, groupId }, new Date(Date.now() + 24 * HOUR_MS))
})

const refused = (code: string) => expect.objectContaining({ code })
const maker = () => ({
  key: generateKeyPairSync('ed25519').privateKey,
  mediaUrl: 'http://localhost:3001',
  iceServers: [],
  nowMs: Date.now(),
})
const invite = (actor: Actor, values: Record<string, unknown> = POLICE) =>
  createInvitation(actor, createInvitationInput.parse({ lessonId, ...values }))
const ticketOf = async (actor: Actor, lesson = lessonId) =>
  decodeJwt((await joinLesson(actor, { lessonId: lesson }, maker())).ticket)

async function guestWith(secret: string): Promise<GuestActor> {
  const guest = await findGuest(secret)
  if (guest.state !== 'named') throw new Error(`the guest is ${guest.state}`)
  return guest.actor
}

/** A visitor with a new invitation of kind `waiting-room`. */
async function visitor(displayName = 'Amal') {
  const invitation = await invite(communicator, { kind: 'waiting-room' })
  const { secret } = await knock(invitation.secret, { displayName })
  const actor = await guestWith(secret)
  return { invitation, secret, actor, memberId: memberOfGuest(lessonId, actor.guestId) }
}

describe('who may invite', () => {
  it('the communicator of the lesson and the office of its municipality', async () => {
    for (const actor of [communicator, coordinator]) expect(await invite(actor)).toHaveProperty('secret')
    expect(await listInvitations(communicator, { lessonId })).toHaveLength(2)
    expect(await listInvitations(coordinator, { lessonId: otherLessonId })).toEqual([])
  })

  it('nobody else: no colleague, no other role, no other municipality, no guest', async () => {
    const elsewhere = await makeMunicipality()
    const colleague = await makeStaff({ role: 'communicator', municipalityId: umea })
    const stranger = await makeStaff({ role: 'administrator', municipalityId: elsewhere })
    const caseOfficer = await makeStaff({ role: 'case_officer', municipalityId: umea })
    const { invitationId, secret } = await invite(communicator, { ...POLICE, kind: 'substitute' })
    const substitute = await guestWith(secret)
    await expect(invite(colleague)).rejects.toThrow(refused('courses.not-your-lesson'))
    await expect(invite(stranger)).rejects.toThrow(refused('courses.not-your-lesson'))
    for (const actor of [caseOfficer, substitute]) {
      await expect(invite(actor)).rejects.toThrow(refused('access.not-allowed'))
      await expect(revokeInvitation(actor, { invitationId })).rejects.toThrow(refused('access.not-allowed'))
    }
    await expect(listInvitations(stranger, { lessonId })).rejects.toThrow(refused('courses.not-your-lesson'))
    await expect(revokeInvitation(stranger, { invitationId })).rejects.toThrow(refused('access.not-found'))
    await expect(revokeInvitation(colleague, { invitationId })).rejects.toThrow(refused('courses.not-your-lesson'))
  })

  it('not to a lesson that is cancelled, over or not there', async () => {
    const set = (column: string) => owner.unsafe(`update lessons set ${column} = now() where id = '${lessonId}'`)
    await expect(invite(communicator, { ...POLICE, lessonId: randomUUID() })).rejects.toThrow(
      refused('courses.lesson-not-found'),
    )
    await set('ended_at')
    await expect(invite(communicator)).rejects.toThrow(refused('courses.lesson-ended'))
    await set('cancelled_at')
    await expect(invite(communicator)).rejects.toThrow(refused('courses.lesson-cancelled'))
  })

  it.each([
    ['a guest without a name', { kind: 'guest', displayName: ' ' }],
    ['an interpreter without a language', { kind: 'interpreter', displayName: 'Zarmina' }],
    ['an interpreter of no language that we know', { kind: 'interpreter', displayName: 'Zarmina', language: 'xx' }],
    ['a waiting room with a name', { kind: 'waiting-room', displayName: 'Amal' }],
    ['an unknown field', { ...POLICE, role: 'communicator' }],
  ])('%s is not accepted', (_label, values) => {
    expect(createInvitationInput.safeParse({ lessonId, ...values }).success).toBe(false)
  })
})

describe('a link', () => {
  it('opens by its secret, which is nowhere in the database', async () => {
    const { secret, invitationId } = await invite(communicator)
    expect(await openInvitation({ secret }, undefined)).toEqual({ secret })
    expect(await guestWith(secret)).toEqual({
      kind: 'guest',
      guestId: invitationId,
      lessonId,
      invitedAs: 'guest',
      admission: 'passed',
    })
    const { invitation, secret: own } = await visitor()
    const rows = await owner`
      select to_jsonb(i)::text as row from invitations i
      union all select to_jsonb(v)::text from visitors v union all select to_jsonb(a)::text from audit_entries a`
    for (const kept of [secret, invitation.secret, own]) expect(rows.some(({ row }) => row.includes(kept))).toBe(false)
    await expect(openInvitation({ secret: 'x'.repeat(43) }, undefined)).rejects.toThrow(refused('invitation.unknown'))
    expect(await findGuest('x'.repeat(43))).toEqual({ state: 'unknown' })
  })

  it('gives a ticket for what it invites to, in its one lesson', async () => {
    const { secret } = await invite(communicator)
    const guest = await guestWith(secret)
    expect(await ticketOf(guest)).toMatchObject({ role: 'guest', displayName: 'Karin, Polisen', lessonId })
    const interpreter = await guestWith(
      (await invite(communicator, { kind: 'interpreter', displayName: 'Zarmina', language: 'ps' })).secret,
    )
    expect(await ticketOf(interpreter)).toMatchObject({ role: 'interpreter', channelLanguage: 'ps', language: 'ps' })
    const substitute = await guestWith((await invite(communicator, { ...POLICE, kind: 'substitute' })).secret)
    expect(await ticketOf(substitute)).toMatchObject({ role: 'communicator', subject: { kind: 'guest' } })
    await expect(ticketOf(guest, otherLessonId)).rejects.toThrow(refused('invitation.revoked'))
    await expect(ticketOf({ ...guest, lessonId: otherLessonId }, otherLessonId)).rejects.toThrow(
      refused('invitation.revoked'),
    )
  })

  it('is invalid immediately when it is revoked, for all of its guests', async () => {
    const { secret, invitationId } = await invite(communicator)
    const guest = await guestWith(secret)
    const { invitation, actor, secret: own } = await visitor()
    await revokeInvitation(coordinator, { invitationId })
    await revokeInvitation(communicator, { invitationId: invitation.invitationId })
    await expect(openInvitation({ secret }, undefined)).rejects.toThrow(refused('invitation.revoked'))
    await expect(knock(invitation.secret, { displayName: 'Sara' })).rejects.toThrow(refused('invitation.revoked'))
    for (const gone of [secret, invitation.secret, own]) expect(await findGuest(gone)).toEqual({ state: 'unknown' })
    for (const gone of [guest, actor]) await expect(ticketOf(gone)).rejects.toThrow(refused('invitation.revoked'))
    expect(await listInvitations(communicator, { lessonId })).toEqual([])
  })

  it('is invalid before the lesson opens for entry and after it ended', async () => {
    const early = await guestWith((await invite(communicator, { ...POLICE, lessonId: otherLessonId })).secret)
    await expect(ticketOf(early, otherLessonId)).rejects.toThrow(refused('courses.lesson-too-early'))
    const guest = await guestWith((await invite(communicator)).secret)
    await owner`update lessons set ended_at = now() - interval '11 minutes' where id = ${lessonId}`
    await expect(ticketOf(guest)).rejects.toThrow(refused('courses.lesson-ended'))
  })
})

describe('the waiting room', () => {
  it('keeps a visitor waiting until admitted, and then the visitor takes part', async () => {
    const { invitation, actor, secret, memberId } = await visitor()
    expect(await findGuest(invitation.secret)).toEqual({ state: 'nameless', lessonId })
    expect(actor.admission).toBe('waiting')
    expect(await ticketOf(actor)).toMatchObject({ role: 'visitor', permissions: [], displayName: 'Amal' })
    await decideVisitor(communicator, { lessonId, memberId, isAdmitted: true })
    await decideVisitor(communicator, { lessonId, memberId, isAdmitted: true })
    const admitted = await guestWith(secret)
    expect(admitted.admission).toBe('passed')
    expect(await ticketOf(admitted)).toMatchObject({ role: 'participant', subject: { kind: 'guest' } })
    await expect(decideVisitor(communicator, { lessonId, memberId, isAdmitted: false })).rejects.toThrow(
      refused('waiting-room.already-decided'),
    )
  })

  it('gives a visitor who was turned away no ticket, also after opening the link again', async () => {
    const { invitation, actor, secret, memberId } = await visitor()
    await decideVisitor(communicator, { lessonId, memberId, isAdmitted: false })
    await expect(ticketOf(actor)).rejects.toThrow(refused('waiting-room.refused'))
    expect(await openInvitation({ secret: invitation.secret }, secret)).toEqual({ secret })
    expect((await guestWith(secret)).admission).toBe('refused')
  })

  it('is answered by the communicator or the substitute, and by nobody else', async () => {
    const { memberId } = await visitor()
    const lecturer = await guestWith((await invite(communicator)).secret)
    const elsewhere = await guestWith(
      (await invite(communicator, { ...POLICE, kind: 'substitute', lessonId: otherLessonId })).secret,
    )
    const colleague = await makeStaff({ role: 'communicator', municipalityId: umea })
    for (const actor of [lecturer, elsewhere, colleague, coordinator]) {
      await expect(decideVisitor(actor, { lessonId, memberId, isAdmitted: true })).rejects.toThrow(
        refused('courses.not-your-lesson'),
      )
    }
    const unknown = { lessonId, memberId: memberOfGuest(otherLessonId, lecturer.guestId), isAdmitted: true }
    await expect(decideVisitor(communicator, unknown)).rejects.toThrow(refused('access.not-found'))
    const substitute = await guestWith((await invite(communicator, { ...POLICE, kind: 'substitute' })).secret)
    await decideVisitor(substitute, { lessonId, memberId, isAdmitted: true })
    const [row] = await owner`select decided_by from visitors where member_id = ${memberId}`
    expect(row?.decided_by).toBe(substitute.guestId)
  })

  it('has the same member id for a visitor as the media server', async () => {
    const { actor, memberId } = await visitor()
    expect(memberIdOf(lessonId, { kind: 'guest', id: actor.guestId })).toBe(memberId)
  })

  it('is in the audit without a name or a secret', async () => {
    const { actor, memberId } = await visitor('Amal')
    await decideVisitor(communicator, { lessonId, memberId, isAdmitted: true })
    const rows = await withActor(SET_UP, (tx) => tx.select().from(auditEntries))
    const ours = rows.filter((row) => row.municipalityId === umea)
    expect(ours.map((row) => row.action)).toEqual(['invitation.created', 'visitor.asked', 'visitor.admitted'])
    expect(ours.at(-1)?.subjectId).toBe(actor.guestId)
    expect(JSON.stringify(ours)).not.toContain('Amal')
  })
})

describe('what guests see of the register', () => {
  const materialIn = (lesson: LessonId) =>
    withActor(SET_UP, (tx) =>
      tx.insert(materials).values({
        ...{ lessonId: lesson, hostingMunicipalityId: umea, name: 'Bilder', slideCount: 1 },
        ...{ createdBy: communicator.staffId, completedAt: new Date() },
      }),
    )
  const countMaterials = (actor: Actor) => withActor(actor, (tx) => tx.$count(materials))

  it('the slides of their one lesson, from being admitted until the link is revoked', async () => {
    await Promise.all([materialIn(lessonId), materialIn(otherLessonId)])
    const { secret, invitationId } = await invite(communicator)
    const guest = await guestWith(secret)
    const { actor, memberId } = await visitor()
    expect(await countMaterials(guest)).toBe(1)
    expect(await countMaterials(actor)).toBe(0)
    await decideVisitor(communicator, { lessonId, memberId, isAdmitted: true })
    expect(await countMaterials(actor)).toBe(1)
    await revokeInvitation(communicator, { invitationId })
    expect(await countMaterials(guest)).toBe(0)
  })

  it('a substitute shows the slides and adds none', async () => {
    await materialIn(lessonId)
    const substitute = await guestWith((await invite(communicator, { ...POLICE, kind: 'substitute' })).secret)
    const guest = await guestWith((await invite(communicator)).secret)
    expect(await listMaterials(substitute, { lessonId })).toHaveLength(1)
    await expect(listMaterials(substitute, { lessonId: otherLessonId })).rejects.toThrow(refused('access.not-allowed'))
    await expect(listMaterials(guest, { lessonId })).rejects.toThrow(DomainError)
  })

  it('their own lesson and no other', async () => {
    const guest = await guestWith((await invite(communicator)).secret)
    const lessons = await listMyLessons(guest, { as: 'learner' }, Date.now())
    expect(lessons.map((lesson) => lesson.lessonId)).toEqual([lessonId])
  })

  it('no invitation and no visitor but themselves', async () => {
    const { actor, memberId } = await visitor()
    const other = await visitor('Sara')
    const guest = await guestWith((await invite(communicator)).secret)
    const stranger = await makeStaff({ role: 'administrator', municipalityId: await makeMunicipality() })
    const counts = async (who: Actor) =>
      withActor(who, async (tx) => [await tx.$count(invitations), await tx.$count(visitors)])
    expect(await counts(actor)).toEqual([1, 1])
    expect(await counts(guest)).toEqual([1, 0])
    expect(await counts(stranger)).toEqual([0, 0])
    expect(await counts(communicator)).toEqual([3, 2])
    const admit = (who: Actor) =>
      withActor(who, (tx) => tx.update(visitors).set({ admittedAt: new Date() }).returning({ id: visitors.id }))
    for (const who of [actor, guest, stranger, coordinator]) expect(await admit(who)).toEqual([])
    expect((await guestWith(other.secret)).admission).toBe('waiting')
    expect(memberId).not.toBe(other.memberId)
  })
})
