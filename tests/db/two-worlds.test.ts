import { globSync } from 'node:fs'

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { endpoints } from '@/db/schema/endpoints'
import { lessonQuestions } from '@/db/schema/questions'
import { personLinks } from '@/db/schema/people'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor, StaffActor } from '@/domain/people/actor'
import { MEMBER_ID_LENGTH, memberText } from '@/protocol/member'
import { createPersonLink } from '@/services/access/create-person-link'
import { revokePersonLinks } from '@/services/access/revoke-person-links'
import { hashSecret } from '@/services/access/secret'
import { correctAttendance } from '@/services/attendance/correct-attendance'
import { entryHandleOf } from '@/services/attendance/entry-handle'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { assessLesson } from '@/services/attendance/assess-lesson'
import { takeRoll } from '@/services/attendance/take-roll'
import { enrolPerson } from '@/services/courses/enrol-person'
import { changeHomeMunicipality } from '@/services/people/change-home-municipality'
import { getParticipant } from '@/services/people/get-participant'
import { openIdentityNumber } from '@/services/people/open-identity-number'
import { openProtected } from '@/services/people/open-protected'
import { saveParticipant, type saveParticipantInput } from '@/services/people/save-participant'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { makePerson, makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { given, makeMunicipality, makeSite } from '@/tests/factories/regions'
import { rollMark } from '@/tests/factories/roll'
import { SET_UP } from '@/tests/factories/set-up'
import { factsOfLesson, makeRegion, type Region } from '@/tests/factories/taught-lesson'
import { ASKED_SERVICES, askEverything, NOTHING_OF_PERSONS, type Asked } from '@/tests/support/ask-everything'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'
import { createHash } from 'node:crypto'
import type * as z from 'zod'

/*
 * Two worlds that differ in one thing: whether Parastoo's identity is protected. She lives in Vännäs, is taught by Umeå
 * and sits in the classroom in Bjurholm. Viewers who may not know that she is protected must not be able to tell the
 * worlds apart: by rows, totals, counts, orders, ids or refusals of anything that can be requested.
 */

const NAME = 'Mbparastoo'
/** In the same position of every list, so that a changed position has another cause. */
const ALIAS = 'Mbblåklocka'
const NUMBER = '189001019802'
const CARD_SECRET = 'a secret of a card that is long enough'

type Input = z.infer<typeof saveParticipantInput>
type Answers = Awaited<ReturnType<typeof askEverything>>

let database: TestDatabase
let region: Region
let home: MunicipalityId
let parastoo: PersonId
let keeper: StaffActor
let asked: Asked
const viewers = new Map<string, Actor>()
const before = new Map<string, Answers>()
const after = new Map<string, Answers>()
/** When she also learns in a group of a municipality that none of the viewers works in. */
const elsewhere = new Map<string, Answers>()

const saved = (more: Partial<Input>): Input => ({
  ...{ personId: parastoo, displayName: NAME, givenName: 'Parastoo', familyName: 'Qvarnlundh' },
  ...{ identityNumber: null, uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS },
  ...{ isProtected: false, homeMunicipalityId: home, registeredFromOn: null, ...more },
})

beforeAll(async () => {
  database = await createTestDatabase()
  region = await makeRegion()
  home = await makeMunicipality('Vännäs')
  keeper = await makeStaff({ role: 'case_officer', municipalityId: home })
  parastoo = await makePerson(home, { displayName: NAME, givenName: 'Parastoo', familyName: 'Qvarnlundh' })
  await saveParticipant(keeper, saved({ identityNumber: NUMBER }))
  const { groupId, umea, siteId, lessonId } = region
  const place = { groupId, hostingMunicipalityId: umea, homeMunicipalityId: home, siteId }
  await enrol({ ...place, personId: parastoo })
  // Somebody beside her in every list.
  await enrol({ ...place, personId: await makePerson(home, { displayName: 'Mc' }) })
  await withActor(SET_UP, (tx) =>
    tx.insert(personLinks).values({ personId: parastoo, secretHash: hashSecret(CARD_SECRET) }),
  )
  const marks = [region.anna, parastoo].map((personId) => rollMark(personId, 'present'))
  await takeRoll(region.siteHost, { lessonId, siteId, round: 'start', marks })
  await receiveMediaEvents({ kind: 'system', name: 'media-server' }, { nodeId: 'node-1', facts: factsOfLesson(region) })
  await assessLesson({ kind: 'system', name: 'jobs' }, { lessonId })
  await correctAttendance(region.communicator, {
    ...{ lessonId, handle: entryHandleOf(lessonId, parastoo), presentMinutes: 100, absentMinutes: 60 },
    ...{ excusedMinutes: 0, technicalFailureMinutes: 0, reason: 'In the room.' },
  })
  await keepQuestions()
  const [endpoint] = await withActor(SET_UP, (tx) =>
    tx
      .insert(endpoints)
      .values({
        siteId,
        municipalityId: region.bjurholm,
        name: 'w',
        secretHash: 'h',
        pairedBy: region.siteHost.staffId,
      })
      .returning({ endpointId: endpoints.id }),
  )
  viewers.set('the communicator of the lesson', region.communicator)
  viewers.set('another communicator of the host', await makeStaff({ role: 'communicator', municipalityId: umea }))
  viewers.set('an interpreter of the host', await makeStaff({ role: 'interpreter', municipalityId: umea }))
  viewers.set('the administrator of the host', region.administrator)
  viewers.set('a coordinator of the host', await makeStaff({ role: 'coordinator', municipalityId: umea }))
  viewers.set('a case officer of the host', await makeStaff({ role: 'case_officer', municipalityId: umea }))
  viewers.set('the host of her classroom', region.siteHost)
  viewers.set('the administrator of her classroom', region.bjurholmAdministrator)
  viewers.set('a communicator of her home', await makeStaff({ role: 'communicator', municipalityId: home }))
  viewers.set('a host of her home', await makeStaff({ role: 'site_host', municipalityId: home }))
  viewers.set('a stranger', await makeStaff({ role: 'administrator', municipalityId: await makeMunicipality() }))
  viewers.set('another participant', { kind: 'person', personId: region.selam })
  const { endpointId } = given(endpoint)
  viewers.set('the screen of her classroom', { kind: 'endpoint', endpointId, siteId, municipalityId: region.bjurholm })
  asked = {
    ...{ personId: parastoo, identityNumber: NUMBER, cardSecret: CARD_SECRET, search: 'Mb', lessonId, groupId, siteId },
    municipalityIds: [umea, region.bjurholm, home],
  }
  for (const [name, actor] of viewers) before.set(name, await askEverything(actor, asked))
  await saveParticipant(keeper, saved({ isProtected: true, displayName: ALIAS }))
  for (const [name, actor] of viewers) after.set(name, await askEverything(actor, asked))
  await learnElsewhere()
  for (const [name, actor] of viewers) elsewhere.set(name, await askEverything(actor, asked))
})
afterAll(() => database.close())

async function learnElsewhere(): Promise<void> {
  const hostingMunicipalityId = await makeMunicipality('Örnsköldsvik')
  const { staffId: communicatorId } = await makeStaff({ role: 'communicator', municipalityId: hostingMunicipalityId })
  const siteId = await makeSite(hostingMunicipalityId)
  const place = { hostingMunicipalityId, communicatorId }
  const groupId = await makeGroup({ ...place, siteIds: [siteId] })
  const startsAt = new Date('2026-01-13T08:00:00Z')
  const lessonId = await makeLesson({ ...place, groupId }, startsAt)
  await enrol({ groupId, personId: parastoo, hostingMunicipalityId, homeMunicipalityId: home, siteId })
  const facts = factsOfLesson({ ...region, lessonId, startsAt, selam: parastoo })
  await receiveMediaEvents({ kind: 'system', name: 'media-server' }, { nodeId: 'node-1', facts })
  await assessLesson({ kind: 'system', name: 'jobs' }, { lessonId })
}

/** What everybody may know of the region, without anybody who learns there. */
const OF_THE_REGION = [
  'courses/list-groups',
  'courses/list-lessons',
  'regions/list-municipalities',
  'regions/list-sites',
]

/** Named ones, in the present form and in the older one, which has only the member. */
async function keepQuestions(): Promise<void> {
  const subjects = [parastoo, region.selam].map((id) => ({ kind: 'person' as const, id }))
  const memberOf = (subject: (typeof subjects)[number]) =>
    createHash('sha256').update(memberText(region.lessonId, subject)).digest('base64url').slice(0, MEMBER_ID_LENGTH)
  const shapes = [
    subjects.map((subject) => ({ subject, choices: [0] })),
    subjects.map((subject) => ({ memberId: memberOf(subject), choices: [0] })),
  ]
  for (const named of shapes) {
    const id = crypto.randomUUID()
    const choices = [
      { text: '', picture: 'yes' },
      { text: '', picture: 'no' },
    ]
    const question = { questionId: id, text: 'Mår du bra?', kind: 'single', isAnonymous: false, choices, correct: [] }
    const outcome = { asked: question, answered: 2, totals: [2, 0], named }
    await withActor(SET_UP, (tx) =>
      tx.insert(lessonQuestions).values({ id, lessonId: region.lessonId, askedAt: new Date(), outcome }),
    )
  }
}

/** Her name in one world replaced by that in the other. */
function inOneName(answers: Answers | undefined): Answers {
  return JSON.parse(JSON.stringify(answers).replaceAll(ALIAS, NAME)) as Answers
}

const LEFT_OUT = 'rows named people'.split(' ')

/**
 * What an office elsewhere sees once she is protected: her rows are gone, totals are smaller, and one is counted as
 * hidden.
 */
function withoutHer(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutHer)
  if (typeof answer !== 'object' || answer === null) return answer
  let gone = 0
  const entries = Object.entries(answer).map(([key, value]) => {
    if (!LEFT_OUT.includes(key) || !Array.isArray(value)) return [key, withoutHer(value)] as const
    const kept = value.filter((row: unknown) => !isHers(row))
    gone += value.length - kept.length
    return [key, kept.map(withoutHer)] as const
  })
  const rest = Object.fromEntries(entries)
  if (typeof rest.total === 'number') rest.total -= gone
  if (typeof rest.hiddenCount === 'number') rest.hiddenCount += gone
  return rest
}

function isNotEmpty(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'total' in answer && answer.total !== 0
}

function isHers(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'displayName' in row && row.displayName === NAME
}

describe('nothing reveals that she learns elsewhere too', () => {
  it.each([
    ...['the communicator of the lesson', 'an interpreter of the host', 'the host of her classroom', 'a stranger'],
    ...['another communicator of the host', 'a coordinator of the host', 'a case officer of the host'],
    ...['the administrator of the host', 'the administrator of her classroom', 'a communicator of her home'],
    ...['a host of her home', 'another participant', 'the screen of her classroom'],
  ])('%s sees the same', (name) => {
    for (const service of ASKED_SERVICES) {
      if (OF_THE_REGION.includes(service)) continue
      const [was, is] = [after.get(name)?.[service], elsewhere.get(name)?.[service]]
      expect({ service, answers: is }).toEqual({ service, answers: was })
    }
    expect(groupSizes(elsewhere.get(name))).toEqual(groupSizes(after.get(name)))
  })
})

/** How many participants each list of groups shows, without empty ones. */
function groupSizes(answers: Answers | undefined): number[] {
  const lists = answers?.['courses/list-groups'] ?? []
  return lists.flatMap((list) =>
    [...JSON.stringify(list).matchAll(/"participants":([1-9]\d*)/g)].map((found) => Number(found[1])),
  )
}

it('every service that returns data is called, or returns nothing about persons', () => {
  const files = globSync('services/*/{list,get,find,export,count,may,watch,read,select,open,search}-*.ts')
  const answering = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.slice('services/'.length, -'.ts'.length))
  expect([...ASKED_SERVICES, ...NOTHING_OF_PERSONS].toSorted()).toEqual(answering.toSorted())
})

describe('nothing reveals whether she is protected', () => {
  it.each([
    'the communicator of the lesson',
    'an interpreter of the host',
    'the host of her classroom',
    'a host of her home',
    'a stranger',
    'another participant',
    'the screen of her classroom',
  ])('%s sees the same but for her name', (name) => {
    expect(inOneName(after.get(name))).toEqual(inOneName(before.get(name)))
    expect(JSON.stringify(after.get(name))).not.toMatch(/parastoo|qvarnlundh/i)
  })

  it.each([
    'another communicator of the host',
    'a communicator of her home',
    'a coordinator of the host',
    'a case officer of the host',
    'the administrator of the host',
    'the administrator of her classroom',
  ])('%s sees that one is hidden, and of everybody else the same', (name) => {
    const wasTold = before.get(name) ?? {}
    const isTold = after.get(name) ?? {}
    expect(JSON.stringify(isTold)).not.toContain(ALIAS)
    expect(JSON.stringify(isTold)).not.toContain(parastoo)
    expect(JSON.stringify(isTold)).not.toContain(entryHandleOf(region.lessonId, parastoo))
    for (const service of ASKED_SERVICES) {
      if (IS_OF_HER_ALONE.has(service)) continue
      const expected = (wasTold[service] ?? []).map(withoutHer)
      expect({ service, answers: uncounted(isTold[service] ?? []) }).toEqual({ service, answers: uncounted(expected) })
    }
    for (const service of IS_OF_HER_ALONE) {
      for (const answer of isTold[service] ?? []) {
        expect({ service, answer }).toEqual({
          service,
          answer: {
            refused: expect.stringMatching(/^access\.not-(found|allowed)$|not-on-roll$/),
          },
        })
      }
    }
  })

  it('an office elsewhere sees how many are hidden', async () => {
    const [all] = (await askEverything(region.administrator, asked))['people/list-participants'] ?? []
    expect(all).toMatchObject({ hiddenCount: 1 })
    const [attendance] = after.get('a coordinator of the host')?.['attendance/list-attendance'] ?? []
    expect(attendance).toMatchObject({ hiddenCount: 1 })
  })
})

/** Requested by her id, number or card: there is nobody. */
const IS_OF_HER_ALONE = new Set([
  ...[
    'people/get-participant',
    'people/open-identity-number',
    'people/open-participant',
    'people/open-protected',
    'people/find-by-identity-number',
    'attendance/find-by-card',
    'transfers/list-transfers',
  ],
])

/** The register counts all hidden people, whatever is searched, and pages are filled up. */
function uncounted(answers: unknown[]): unknown[] {
  return answers.map((answer) => {
    if (typeof answer !== 'object' || answer === null || !('total' in answer)) return answer
    return { ...answer, hiddenCount: undefined }
  })
}

describe('actions on somebody whose id is known', () => {
  const UNKNOWN = '00000000-0000-4000-8000-000000000000' as PersonId
  const deeds: Readonly<Record<string, (actor: Actor, personId: PersonId) => Promise<unknown>>> = {
    enrolling: (actor, personId) =>
      enrolPerson(actor, { groupId: region.groupId, personId, siteId: null, fromOn: '2026-02-01' }),
    'opening the number': (actor, personId) => openIdentityNumber(actor, { personId, reason: 'x' }),
    'looking at': (actor, personId) => getParticipant(actor, { personId }),
    'opening what is protected': (actor, personId) => openProtected(actor, { personId, reason: 'x' }),
    moving: (actor, personId) =>
      changeHomeMunicipality(actor, { personId, municipalityId: region.umea, fromOn: '2026-01-01' }),
    'a new card': (actor, personId) => createPersonLink(actor, { personId }),
    'revoking cards': (actor, personId) => revokePersonLinks(actor, { personId }),
    'the roll': async (actor, personId) => {
      const marks = [rollMark(personId, 'absent', { isVisiting: true })]
      const taken = await takeRoll(actor, {
        ...{ lessonId: region.lessonId, siteId: region.siteId, round: 'start', marks },
      })
      for (const { code } of taken.marks) if (code !== null) throw new DomainError(code)
    },
    correcting: (actor, personId) =>
      correctAttendance(actor, {
        ...{ lessonId: region.lessonId, handle: entryHandleOf(region.lessonId, personId), presentMinutes: 90 },
        ...{ absentMinutes: 70, excusedMinutes: 0, technicalFailureMinutes: 0, reason: 'x' },
      }),
  }
  const codeOf = async (deed: Promise<unknown>) => {
    try {
      return { done: await deed }
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : String(error)
    }
  }

  it.each(Object.keys(deeds))('%s is refused for offices elsewhere as for an unknown person', async (name) => {
    const deed = deeds[name] ?? (() => Promise.resolve())
    for (const viewer of [
      'the administrator of the host',
      'a coordinator of the host',
      'the administrator of her classroom',
    ]) {
      const actor = viewers.get(viewer) ?? SET_UP
      const [ofHer, ofNobody] = [await codeOf(deed(actor, parastoo)), await codeOf(deed(actor, UNKNOWN))]
      expect([viewer, ofHer]).toEqual([viewer, ofNobody])
      expect(ofHer).toEqual(expect.any(String))
    }
  })
})

describe('a number that somebody knows', () => {
  it('is accepted by another municipality like any other, and leaves a trace that no municipality reads', async () => {
    const municipalityId = await makeMunicipality()
    const hunter = await makeStaff({ role: 'administrator', municipalityId })
    const values = saved({ displayName: 'X', homeMunicipalityId: municipalityId })
    const otherThan: PersonId[] = []
    const save = async (identityNumber: string) => {
      const { personId } = await saveParticipant(hunter, { ...values, personId: null, identityNumber, otherThan })
      otherThan.push(personId)
      return { ...(await getParticipant(hunter, { personId })), personId: '', cardNumber: '' }
    }
    expect(await save(NUMBER)).toEqual(await save('189001029819'))
    const [audit] = (await askEverything(hunter, asked))['audit/list-audit']?.filter(isNotEmpty) ?? []
    expect(audit).toMatchObject({ rows: [{ action: 'participant.saved' }, { action: 'participant.saved' }] })
    const details = JSON.stringify(audit).match(/"details":\{[^}]*\}/g) ?? []
    expect(new Set(details).size).toBe(1)
  })

  it('and is refused within the municipality that has it', async () => {
    const another = { ...saved({ displayName: 'X' }), personId: null, identityNumber: NUMBER }
    await expect(saveParticipant(keeper, another)).rejects.toMatchObject({ code: 'people.identity-number-taken' })
  })
})

it('her links still work', async () => {
  const links = await withActor(keeper, (tx) => tx.select().from(personLinks).where(eq(personLinks.personId, parastoo)))
  expect(links).toHaveLength(1)
})
