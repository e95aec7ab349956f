import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { cancelLesson, cancelLessonInput } from '@/services/courses/cancel-lesson'
import { endEnrolment, endEnrolmentInput } from '@/services/courses/end-enrolment'
import { enrolPerson, enrolPersonInput } from '@/services/courses/enrol-person'
import { getGroup, getGroupInput } from '@/services/courses/get-group'
import { getLesson, getLessonInput } from '@/services/courses/get-lesson'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { planLessons, planLessonsInput } from '@/services/courses/plan-lessons'
import { saveGroup, saveGroupInput } from '@/services/courses/save-group'
import { saveLesson, saveLessonInput } from '@/services/courses/save-lesson'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { listMunicipalities, listMunicipalitiesInput } from '@/services/regions/list-municipalities'
import { listSites, listSitesInput } from '@/services/regions/list-sites'
import { saveMunicipality, saveMunicipalityInput } from '@/services/regions/save-municipality'
import { saveSite, saveSiteInput } from '@/services/regions/save-site'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { nextNumber } from '@/tests/factories/set-up'
import { factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let region: Region

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  region = await makeRegion()
})

const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const refused = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field ? { details: expect.objectContaining({ field }) } : {}) })
const monday = { weekday: 1, startsAt: '09:00', endsAt: '12:00', breakStartsAt: '10:20', breakEndsAt: '10:40' }
const group = (more = {}) =>
  saveGroupInput.parse({
    ...{ groupId: null, hostingMunicipalityId: region.umea, name: 'Tigrinska 1', courseKind: 'civic_orientation' },
    ...{ sfiCourse: null, language: 'ti', communicatorId: region.communicator.staffId, startsOn: '2026-01-01' },
    ...{ endsOn: '2026-06-30', patterns: [monday], siteIds: [region.siteId], ...more },
  })
const lesson = (more = {}) =>
  saveLessonInput.parse({
    ...{ lessonId: null, groupId: region.groupId, themePart: 5, communicatorId: null, date: '2026-04-01' },
    ...{ startsAt: '09:00', endsAt: '12:00', breakStartsAt: null, breakEndsAt: null, ...more },
  })

describe('municipalities and sites', () => {
  const municipality = (more = {}) =>
    saveMunicipalityInput.parse({
      ...{
        municipalityId: null,
        code: String(5000 + nextNumber()),
        name: 'Nykommun',
        joinedOn: '2026-01-01',
        leftOn: null,
        ...more,
      },
    })

  it('the creator of a municipality administers it', async () => {
    const input = municipality()
    const { municipalityId } = await saveMunicipality(region.administrator, input)
    const roles = [...region.administrator.roles, { role: 'administrator' as const, municipalityId, siteId: null }]
    const site = saveSiteInput.parse({ siteId: null, municipalityId, name: 'Salen', address: '', closedOn: null })
    await saveSite({ ...region.administrator, roles }, site)
    const { rows, total } = await listSites(region.communicator, listSitesInput.parse({ municipalityId }))
    expect([rows.map((row) => row.name), total]).toEqual([['Salen'], 1])
    const listed = await listMunicipalities(region.siteHost, listMunicipalitiesInput.parse({ search: input.code }))
    expect(listed).toMatchObject({ rows: [{ municipalityId, siteCount: 1 }], total: 1 })
  })

  it('refuse a wrong code, a taken one and another’s municipality', async () => {
    const input = municipality()
    await saveMunicipality(region.administrator, input)
    const save = (more: object) => saveMunicipality(region.administrator, municipality(more))
    await expect(save({ code: '24800' })).rejects.toThrow(refused('regions.municipality-code-invalid', 'code'))
    await expect(save({ code: input.code })).rejects.toThrow(refused('input.already-taken', 'code'))
    await expect(save({ municipalityId: region.bjurholm })).rejects.toThrow(refused('access.not-allowed'))
    await expect(saveMunicipality(region.siteHost, municipality())).rejects.toThrow(refused('access.not-allowed'))
  })

  it('a site stays in its municipality and open while it is in use', async () => {
    const site = { siteId: region.siteId, municipalityId: region.bjurholm, name: 'Salen', address: '', closedOn: null }
    const save = (more: object, actor = region.bjurholmAdministrator) =>
      saveSite(actor, saveSiteInput.parse({ ...site, ...more }))
    await save({})
    await expect(save({ closedOn: '2026-05-01' })).rejects.toThrow(refused('regions.site-in-use', 'closedOn'))
    await expect(save({ municipalityId: region.umea }, region.administrator)).rejects.toThrow(
      refused('access.not-found'),
    )
    await expect(save({ siteId: UNKNOWN })).rejects.toThrow(refused('access.not-found'))
    await expect(save({}, region.administrator)).rejects.toThrow(refused('access.not-allowed'))
  })
})

describe('groups', () => {
  it('are saved with patterns and sites, and read back', async () => {
    const { groupId } = await saveGroup(region.administrator, group())
    const read = await getGroup(region.communicator, { groupId })
    expect(read).toMatchObject({ name: 'Tigrinska 1', patterns: [monday], sites: [{ siteId: region.siteId }] })
    await saveGroup(region.administrator, group({ groupId, name: 'Tigrinska 2', patterns: [], siteIds: [] }))
    expect(await getGroup(region.communicator, { groupId })).toMatchObject({
      name: 'Tigrinska 2',
      patterns: [],
      sites: [],
    })
    const listed = await listGroups(region.communicator, listGroupsInput.parse({ search: 'tigrinska 2' }))
    expect(listed).toMatchObject({ rows: [{ groupId, participants: 0 }], total: 1 })
  })

  it('refuse invalid values, beside their fields', async () => {
    const save = (more: object) => saveGroup(region.administrator, group(more))
    await expect(save({ courseKind: 'sfi' })).rejects.toThrow(refused('courses.sfi-course-required', 'sfiCourse'))
    await expect(save({ endsOn: '2025-12-31' })).rejects.toThrow(refused('courses.end-before-start', 'endsOn'))
    await expect(save({ patterns: [{ ...monday, breakEndsAt: '12:00' }] })).rejects.toThrow(
      refused('courses.break-outside-lesson', 'patterns.0.breakStartsAt'),
    )
    await expect(save({ communicatorId: region.siteHost.staffId })).rejects.toThrow(
      refused('input.unknown-choice', 'communicatorId'),
    )
    await expect(save({ siteIds: [UNKNOWN] })).rejects.toThrow(refused('input.unknown-choice', 'siteIds'))
    await expect(save({ groupId: UNKNOWN })).rejects.toThrow(refused('access.not-found'))
    await expect(save({ groupId: region.groupId, siteIds: [] })).rejects.toThrow(
      refused('regions.site-in-use', 'siteIds'),
    )
    await expect(saveGroup(region.bjurholmAdministrator, group())).rejects.toThrow(refused('access.not-allowed'))
    await expect(getGroup(region.communicator, getGroupInput.parse({ groupId: UNKNOWN }))).rejects.toThrow(
      refused('access.not-found'),
    )
  })
})

describe('lessons', () => {
  it('are planned from the pattern across the change to summer time, and planning twice changes nothing', async () => {
    const { groupId } = await saveGroup(region.administrator, group())
    const input = planLessonsInput.parse({ groupId, fromOn: '2026-03-23', untilOn: '2026-04-05', themeParts: [3, 4] })
    expect(await planLessons(region.administrator, input)).toEqual({ planned: 2, alreadyThere: 0 })
    expect(await planLessons(region.administrator, input)).toEqual({ planned: 0, alreadyThere: 2 })
    const { rows } = await listLessons(region.communicator, listLessonsInput.parse({ groupId, direction: 'desc' }))
    expect(rows.map((row) => [row.startsAt.toISOString(), row.themePart, row.state])).toEqual([
      ['2026-03-30T07:00:00.000Z', 4, 'not-held'],
      ['2026-03-23T08:00:00.000Z', 3, 'not-held'],
    ])
  })

  it('cannot be planned without pattern or theme part', async () => {
    const plan = (more: object) =>
      planLessons(
        region.administrator,
        planLessonsInput.parse({
          groupId: region.groupId,
          fromOn: '2026-03-23',
          untilOn: '2026-03-30',
          themeParts: [3],
          ...more,
        }),
      )
    await expect(plan({})).rejects.toThrow(refused('courses.no-pattern'))
    await expect(plan({ themeParts: [] })).rejects.toThrow(refused('courses.theme-part-required', 'themeParts'))
    await expect(plan({ groupId: UNKNOWN })).rejects.toThrow(refused('access.not-found'))
    await expect(plan({ untilOn: '2026-03-22' })).rejects.toThrow(refused('courses.end-before-start', 'untilOn'))
  })

  it('are saved in local time and refuse invalid values', async () => {
    const { lessonId } = await saveLesson(region.administrator, lesson())
    const read = await getLesson(region.siteHost, { lessonId })
    expect([read.startsAt.toISOString(), read.sites.length, read.communicatorId]).toEqual([
      '2026-04-01T07:00:00.000Z',
      1,
      region.communicator.staffId,
    ])
    const save = (more: object) => saveLesson(region.administrator, lesson(more))
    await expect(save({})).rejects.toThrow(refused('input.already-taken', 'startsAt'))
    await expect(save({ themePart: null })).rejects.toThrow(refused('courses.theme-part-required', 'themePart'))
    await expect(save({ endsAt: '09:00' })).rejects.toThrow(refused('courses.end-before-start', 'endsAt'))
    await expect(save({ date: '2026-03-29', startsAt: '02:30' })).rejects.toThrow(
      refused('courses.time-does-not-exist', 'startsAt'),
    )
    await expect(save({ lessonId: UNKNOWN, date: '2026-04-02' })).rejects.toThrow(refused('courses.lesson-not-found'))
    await expect(saveLesson(region.bjurholmAdministrator, lesson())).rejects.toThrow(refused('access.not-allowed'))
    await expect(saveLesson(region.communicator, lesson())).rejects.toThrow(refused('access.not-allowed'))
  })

  it('are changed and cancelled only before they begin', async () => {
    const { lessonId } = await saveLesson(region.administrator, lesson())
    await saveLesson(region.administrator, lesson({ lessonId, startsAt: '10:00' }))
    await cancelLesson(region.administrator, { lessonId })
    await expect(cancelLesson(region.administrator, { lessonId })).rejects.toThrow(refused('courses.lesson-cancelled'))
    await receiveMediaEvents(
      { kind: 'system', name: 'media-server' },
      { nodeId: 'node-1', facts: factsOfLesson(region) },
    )
    const begun = { lessonId: region.lessonId }
    await expect(cancelLesson(region.administrator, begun)).rejects.toThrow(refused('courses.lesson-has-begun'))
    await expect(saveLesson(region.administrator, lesson(begun))).rejects.toThrow(refused('courses.lesson-has-begun'))
    await expect(cancelLesson(region.bjurholmAdministrator, begun)).rejects.toThrow(refused('access.not-allowed'))
  })

  it('are listed by state, site, communicator and date', async () => {
    const listed = async (more: object) =>
      (await listLessons(region.siteHost, listLessonsInput.parse({ groupId: region.groupId, ...more }))).total
    const onItsDay = { siteId: region.siteId, fromOn: '2026-01-12', untilOn: '2026-01-12' }
    // Nobody has begun it, and its time is over.
    expect(await listed({ ...onItsDay, state: 'not-held' })).toBe(1)
    expect(await listed({ ...onItsDay, state: 'planned' })).toBe(0)
    expect(await listed({ communicatorId: region.administrator.staffId })).toBe(0)
    expect(await listed({ state: 'ended' })).toBe(0)
    expect(await listed({ untilOn: '2026-01-11' })).toBe(0)
    expect(await listed({ siteId: UNKNOWN })).toBe(0)
  })
})

describe('enrolments', () => {
  it('begin, are listed and end', async () => {
    const personId = await makePerson(region.umea, { displayName: 'Zara' })
    const input = { groupId: region.groupId, personId, siteId: region.siteId, fromOn: '2026-01-01' }
    const { enrolmentId } = await enrolPerson(region.administrator, input)
    await expect(enrolPerson(region.administrator, { ...input, fromOn: '2026-02-01' })).rejects.toThrow(
      refused('courses.already-enrolled', 'personId'),
    )
    await expect(endEnrolment(region.administrator, { enrolmentId, untilOn: '2025-12-31' })).rejects.toThrow(
      refused('courses.end-before-start', 'untilOn'),
    )
    await endEnrolment(region.administrator, { enrolmentId, untilOn: '2026-01-31' })
    await enrolPerson(region.administrator, { ...input, siteId: null, fromOn: '2026-02-01' })
    const listed = async (more: object) =>
      (
        await listEnrolments(
          region.administrator,
          listEnrolmentsInput.parse({ groupId: region.groupId, search: 'zara', ...more }),
        )
      ).rows
    expect((await listed({ activeOn: '2026-01-31' })).map((row) => row.siteName)).toEqual(['Klassrummet'])
    expect((await listed({ activeOn: '2026-02-01' })).map((row) => row.siteName)).toEqual([null])
  })

  it('refuse a foreign site, an unknown person and an actor without permission', async () => {
    const personId = await makePerson(region.umea)
    const input = { groupId: region.groupId, personId, siteId: null, fromOn: '2026-01-01' }
    const siteId = await makeSite(region.umea)
    await expect(enrolPerson(region.administrator, { ...input, siteId })).rejects.toThrow(
      refused('courses.site-not-in-group', 'siteId'),
    )
    const elsewhere = await makeStaff({ role: 'case_officer', municipalityId: await makeMunicipality() })
    await expect(enrolPerson(elsewhere, input)).rejects.toThrow(refused('access.not-found'))
    await expect(enrolPerson(region.communicator, input)).rejects.toThrow(refused('access.not-allowed'))
  })

  it('can be made by a home municipality in another’s group', async () => {
    const caseOfficer = await makeStaff({ role: 'case_officer', municipalityId: region.bjurholm })
    const personId = await makePerson(region.bjurholm)
    const input = { groupId: region.groupId, personId, siteId: region.siteId, fromOn: '2026-01-01' }
    const { enrolmentId } = await enrolPerson(caseOfficer, input)
    const elsewhere = await makeStaff({ role: 'case_officer', municipalityId: await makeMunicipality() })
    await expect(endEnrolment(elsewhere, { enrolmentId, untilOn: '2026-02-01' })).rejects.toThrow(
      refused('access.not-found'),
    )
  })
})

it.each([
  ['listMunicipalities', listMunicipalitiesInput],
  ['saveMunicipality', saveMunicipalityInput],
  ['listSites', listSitesInput],
  ['saveSite', saveSiteInput],
  ['listGroups', listGroupsInput],
  ['getGroup', getGroupInput],
  ['saveGroup', saveGroupInput],
  ['planLessons', planLessonsInput],
  ['listLessons', listLessonsInput],
  ['getLesson', getLessonInput],
  ['saveLesson', saveLessonInput],
  ['cancelLesson', cancelLessonInput],
  ['enrolPerson', enrolPersonInput],
  ['endEnrolment', endEnrolmentInput],
  ['listEnrolments', listEnrolmentsInput],
])('%s refuses an unknown field', (_name, schema) => {
  const { error } = schema.safeParse({ surplus: true })
  expect(error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true)
})
