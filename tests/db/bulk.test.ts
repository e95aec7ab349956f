import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { auditEntries } from '@/db/schema/audit'
import { enrolments, lessons } from '@/db/schema/courses'
import { persons } from '@/db/schema/people'
import type { GroupId, LessonId, MunicipalityId, PersonId, SiteId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { cancelLesson } from '@/services/courses/cancel-lesson'
import { cancelLessons } from '@/services/courses/cancel-lessons'
import { endEnrolment } from '@/services/courses/end-enrolment'
import { endEnrolments } from '@/services/courses/end-enrolments'
import { enrolPerson } from '@/services/courses/enrol-person'
import { enrolPersons } from '@/services/courses/enrol-persons'
import { BULK_MAX, previewBulk, runBulk, type PreviewedRow } from '@/services/lists/bulk-action'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { makeGroup, makeLesson } from '@/tests/factories/courses'
import { makePerson, makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const DAY_MS = 24 * 3_600_000
const FROM_ON = '2026-03-01'

let database: TestDatabase
let umea: MunicipalityId
let bjurholm: MunicipalityId
let siteId: SiteId
let groupId: GroupId
let actor: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  umea = await makeMunicipality()
  bjurholm = await makeMunicipality()
  siteId = await makeSite(umea)
  actor = await makeStaff({ role: 'administrator', municipalityId: umea })
  groupId = await makeGroup({ hostingMunicipalityId: umea, communicatorId: actor.staffId, siteIds: [siteId] })
})

const refused = (code: string) => expect.objectContaining({ code })
const touched = (rows: readonly PreviewedRow[]) => rows.filter((row) => row.refusal === null)
const refusals = (rows: readonly PreviewedRow[]) => new Map(rows.map((row) => [row.id, row.refusal]))

async function lesson(days: number, values: Partial<typeof lessons.$inferInsert> = {}): Promise<LessonId> {
  const startsAt = new Date(Date.now() + days * DAY_MS)
  return makeLesson({ groupId, hostingMunicipalityId: umea, communicatorId: actor.staffId }, startsAt, values)
}

const stateOf = async (id: LessonId) => {
  const [row] = await withActor(SET_UP, (tx) => tx.select().from(lessons).where(eq(lessons.id, id)))
  return row?.cancelledAt === null ? 'there' : 'cancelled'
}
const audited = async (subjectId: string) =>
  (await withActor(SET_UP, (tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, subjectId)))).map(
    (row) => row.action,
  )

describe('cancelling lessons', () => {
  const preview = (ids: readonly string[], by = actor) => previewBulk(cancelLessons, { actor: by, ids, input: {} })
  const run = (rows: readonly PreviewedRow[], by = actor) => runBulk(cancelLessons, { actor: by, rows, input: {} })

  it('says which rows it changes, and which not and why', async () => {
    const planned = await lesson(1)
    const live = await lesson(2, { liveAt: new Date() })
    const cancelled = await lesson(3, { cancelledAt: new Date() })
    const foreign = await makeLesson(
      {
        groupId: await makeGroup({ hostingMunicipalityId: bjurholm, communicatorId: actor.staffId }),
        ...{ hostingMunicipalityId: bjurholm, communicatorId: actor.staffId },
      },
      new Date(Date.now() + DAY_MS),
    )
    const { rows, missing } = await preview([planned, live, cancelled, foreign, randomUUID(), planned])
    expect(refusals(rows)).toEqual(
      new Map<string, string | null>([
        [planned, null],
        [live, 'courses.lesson-has-begun'],
        [cancelled, 'courses.lesson-cancelled'],
        [foreign, 'access.not-allowed'],
      ]),
    )
    expect(missing).toBe(1)
    expect(await stateOf(planned)).toBe('there')
    expect(await audited(planned)).toEqual([])
  })

  it('changes previewed rows in their previewed state, and names what has changed', async () => {
    const [same, moved, gone, notPreviewed] = [await lesson(1), await lesson(2), await lesson(3), await lesson(4)]
    const { rows } = await preview([same, moved, gone])
    const startsAt = new Date(Date.now() + 9 * DAY_MS)
    await withActor(SET_UP, (tx) =>
      tx
        .update(lessons)
        .set({ startsAt, endsAt: new Date(startsAt.getTime() + DAY_MS / 12), breakStartsAt: null, breakEndsAt: null })
        .where(eq(lessons.id, moved)),
    )
    await cancelLesson(actor, { lessonId: gone })
    const outcome = await run(touched(rows))
    expect(outcome.done).toHaveLength(1)
    expect(outcome.skipped.map((row) => row.code).toSorted()).toEqual([
      'courses.lesson-cancelled',
      'lists.changed-meanwhile',
    ])
    expect([await stateOf(same), await stateOf(moved), await stateOf(notPreviewed)]).toEqual([
      ...['cancelled', 'there', 'there'],
    ])
    expect(await audited(same)).toEqual(['lesson.cancelled'])
    expect(await audited(gone)).toEqual(['lesson.cancelled'])
  })

  it('runs once, however often it is requested at the same time', async () => {
    const ids = [await lesson(1), await lesson(2), await lesson(3)]
    const { rows } = await preview(ids)
    const outcomes = await Promise.all([run(rows), run(rows.toReversed()), run(rows)])
    expect(outcomes.flatMap((outcome) => outcome.done)).toHaveLength(3)
    expect(outcomes.flatMap((outcome) => outcome.skipped)).toHaveLength(6)
    for (const id of ids) expect(await audited(id)).toEqual(['lesson.cancelled'])
  })

  it('is refused without permission, for too many rows, and for none', async () => {
    const one = await lesson(1)
    const interpreter = await makeStaff({ role: 'interpreter', municipalityId: umea })
    await expect(preview([one], interpreter)).rejects.toEqual(refused('access.not-allowed'))
    const { rows } = await preview([one])
    await expect(run(rows, interpreter)).rejects.toEqual(refused('access.not-allowed'))
    const stranger = await makeStaff({ role: 'administrator', municipalityId: bjurholm })
    expect(await run(rows, stranger)).toMatchObject({ done: [], skipped: [{ code: 'access.not-allowed' }] })
    await expect(run([])).rejects.toEqual(refused('lists.nothing-chosen'))
    const many = Array.from({ length: BULK_MAX + 1 }, () => randomUUID())
    await expect(preview(many)).rejects.toEqual(refused('lists.too-many-chosen'))
    await expect(preview(['no id'])).rejects.toMatchObject({ name: 'ZodError' })
    expect(await stateOf(one)).toBe('there')
  })
})

describe('enrolling participants', () => {
  const asked = (more: object = {}) => enrolPersons.input.parse({ groupId, siteId: null, fromOn: FROM_ON, ...more })
  const preview = (ids: readonly string[], more = {}) => previewBulk(enrolPersons, { actor, ids, input: asked(more) })
  const enrolledIn = async (personId: PersonId) =>
    (await withActor(SET_UP, (tx) => tx.select().from(enrolments).where(eq(enrolments.personId, personId)))).length

  it('leaves a protected person out of a classroom, and does not know of one elsewhere', async () => {
    const plain = await makePerson(umea)
    const own = await makePerson(umea, { protectedIdentity: true, displayName: 'Alias' })
    const elsewhere = await makePerson(bjurholm, { protectedIdentity: true, displayName: 'Hidden' })
    const already = await makePerson(umea)
    await enrolPerson(actor, { groupId, personId: already, siteId: null, fromOn: FROM_ON })
    const ids = [plain, own, elsewhere, already]
    const atSite = await preview(ids, { siteId })
    expect(refusals(atSite.rows)).toEqual(
      new Map<string, string | null>([
        [plain, null],
        [own, 'courses.camera-reason-required'],
        [already, 'courses.already-enrolled'],
      ]),
    )
    expect(atSite.missing).toBe(1)
    expect(JSON.stringify(atSite)).not.toContain('Hidden')
    expect(refusals((await preview(ids)).rows).get(own)).toBeNull()
  })

  it('skips and names people who became protected or were enrolled by somebody else meanwhile', async () => {
    const [same, enrolled, becoming] = [await makePerson(umea), await makePerson(umea), await makePerson(umea)]
    const { rows } = await preview([same, enrolled, becoming], { siteId })
    await enrolPerson(actor, { groupId, personId: enrolled, siteId: null, fromOn: FROM_ON })
    await saveParticipant(
      actor,
      saveParticipantInput.parse({
        ...{ personId: becoming, displayName: 'Alias', givenName: 'Anna', familyName: 'Exempel', isProtected: true },
        ...{ identityNumber: null, uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS },
        ...{ homeMunicipalityId: umea, registeredFromOn: null },
      }),
    )
    const outcome = await runBulk(enrolPersons, { actor, rows: touched(rows), input: asked({ siteId }) })
    expect(outcome.done).toHaveLength(1)
    expect(outcome.skipped.map((row) => row.code).toSorted()).toEqual([
      'courses.already-enrolled',
      'courses.camera-reason-required',
    ])
    expect([await enrolledIn(same), await enrolledIn(enrolled), await enrolledIn(becoming)]).toEqual([1, 1, 0])
    expect(await audited(same)).toEqual(['enrolment.started'])
  })

  it('says what was done with each of two namesakes', async () => {
    const ids = await Promise.all([1, 2].map(() => makePerson(umea, { displayName: 'Sara Exempel' })))
    const { rows } = await preview(ids)
    const { done } = await runBulk(enrolPersons, { actor, rows, input: asked() })
    expect(done.map((row) => row.id).toSorted()).toEqual(ids.toSorted())
  })

  it('is refused for a classroom that is not the group’s', async () => {
    const ids = [await makePerson(umea)]
    const other = await makeSite(umea)
    await expect(preview(ids, { siteId: other })).rejects.toEqual(refused('courses.site-not-in-group'))
  })
})

describe('ending enrolments', () => {
  const preview = (ids: readonly string[], untilOn = '2026-06-30') =>
    previewBulk(endEnrolments, { actor, ids, input: { untilOn } })
  const enrol = async (personId: PersonId) =>
    (await enrolPerson(actor, { groupId, personId, siteId: null, fromOn: FROM_ON })).enrolmentId

  it('ends those that have no end, and keeps the end of the others', async () => {
    const [open, ended] = [await enrol(await makePerson(umea)), await enrol(await makePerson(umea))]
    await endEnrolment(actor, { enrolmentId: ended, untilOn: '2026-05-01' })
    const { rows } = await preview([open, ended])
    expect(refusals(rows)).toEqual(
      new Map<string, string | null>([
        [open, null],
        [ended, 'courses.enrolment-has-end'],
      ]),
    )
    const input = { untilOn: '2026-06-30' }
    expect(await runBulk(endEnrolments, { actor, rows, input })).toMatchObject({
      done: [{ name: expect.any(String) }],
      skipped: [{ code: 'courses.enrolment-has-end' }],
    })
    const ends = await withActor(SET_UP, (tx) => tx.select().from(enrolments).where(eq(enrolments.groupId, groupId)))
    expect(ends.map((row) => row.untilOn).toSorted((one, other) => (one ?? '').localeCompare(other ?? ''))).toEqual([
      '2026-05-01',
      '2026-06-30',
    ])
    expect(refusals((await preview([await enrol(await makePerson(umea))], '2026-02-01')).rows)).toEqual(
      new Map([[expect.any(String), 'courses.end-before-start']]),
    )
  })

  it('skips people whose name has changed', async () => {
    const personId = await makePerson(umea, { displayName: 'Before' })
    const { rows } = await preview([await enrol(personId)])
    await withActor(SET_UP, (tx) => tx.update(persons).set({ displayName: 'After' }).where(eq(persons.id, personId)))
    expect(await runBulk(endEnrolments, { actor, rows, input: { untilOn: '2026-06-30' } })).toMatchObject({
      done: [],
      skipped: [{ name: expect.stringContaining('After'), code: 'lists.changed-meanwhile' }],
    })
  })
})
