import type { GroupId, LessonId, PersonId, SiteId, TransferQuestionId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { listEndpoints, listEndpointsInput } from '@/services/access/list-endpoints'
import { listInvitations } from '@/services/access/list-invitations'
import { listPairingSites } from '@/services/access/list-pairing-sites'
import { listProviders } from '@/services/access/list-providers'
import { countMyMinutes } from '@/services/attendance/count-my-minutes'
import { findByCard } from '@/services/attendance/find-by-card'
import { getRoll } from '@/services/attendance/get-roll'
import { listAttendance } from '@/services/attendance/list-attendance'
import { listRollSites } from '@/services/attendance/list-roll-sites'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { AUDIT_ACTIONS } from '@/domain/audit/events'
import { findLastCheck } from '@/services/checks/find-last-check'
import { listClassroomChecks } from '@/services/checks/list-classroom-checks'
import type { ClaimLabels } from '@/services/claims/claim-labels'
import { exportClaimBasis } from '@/services/claims/export-claim-basis'
import { getClaimBasis } from '@/services/claims/get-claim-basis'
import { getGroup } from '@/services/courses/get-group'
import { getLesson } from '@/services/courses/get-lesson'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { listMyLessons } from '@/services/tickets/list-my-lessons'
import { listPlannedClassrooms } from '@/services/tickets/list-planned-classrooms'
import { countLateWork } from '@/services/worklist/count-late-work'
import { listWorklist } from '@/services/worklist/list-worklist'
import { listQuestions } from '@/services/questions/list-questions'
import { watchOperations } from '@/services/media-nodes/watch-operations'
import { listMaterials } from '@/services/materials/list-materials'
import { findByIdentityNumber } from '@/services/people/find-by-identity-number'
import { findLikelySame } from '@/services/people/find-likely-same'
import { getImport } from '@/services/imports/get-import'
import { listImportRows } from '@/services/imports/list-import-rows'
import { listImports } from '@/services/imports/list-imports'
import { findPeople } from '@/services/people/find-people'
import { getParticipant } from '@/services/people/get-participant'
import { openProtected } from '@/services/people/open-protected'
import { openParticipant } from '@/services/people/open-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { openIdentityNumber } from '@/services/people/open-identity-number'
import { listRecordings } from '@/services/recordings/list-recordings'
import { mayRecord } from '@/services/recordings/may-record'
import { getMunicipality } from '@/services/regions/get-municipality'
import { getSite } from '@/services/regions/get-site'
import { listMunicipalities, listMunicipalitiesInput } from '@/services/regions/list-municipalities'
import { getTransferQuestion } from '@/services/transfers/get-transfer-question'
import { listTransfers } from '@/services/transfers/list-transfers'
import { listSites, listSitesInput } from '@/services/regions/list-sites'

export type Asked = {
  personId: PersonId
  identityNumber: string
  cardSecret: string
  search: string
  lessonId: LessonId
  groupId: GroupId
  siteId: SiteId
  municipalityIds: readonly Parameters<typeof getMunicipality>[1]['municipalityId'][]
}

const LABELS: ClaimLabels = {
  ...{ hoursSheet: 'a', lessonsSheet: 'b', municipality: 'c', person: 'd', personId: 'e', themePart: 'f', sfi: 'g' },
  ...{ hours: 'h', minutes: 'i', lessonCount: 'j', lessonId: 'k', date: 'l', start: 'm', origin: 'n' },
  ...{ assessed: 'o', corrected: 'p', sum: 'q', rounding: 'r' },
}
/** All but exports, because requesting one creates audit entries. */
const AUDITED = AUDIT_ACTIONS.filter((action) => !action.endsWith('.exported'))
const SORTS = [{}, { sort: 'homeMunicipality' }, { sort: 'homeMunicipality', direction: 'desc' }] as const
const NOW_MS = Date.parse('2026-01-12T09:00:00Z')

/** By file of a service that returns data: every request about these. */
const QUESTIONS: Readonly<Record<string, (actor: Actor, asked: Asked) => readonly (() => Promise<unknown>)[]>> = {
  'access/list-endpoints': (actor) => [() => listEndpoints(actor, listEndpointsInput.parse({}))],
  'access/list-invitations': (actor, { lessonId }) => [() => listInvitations(actor, { lessonId })],
  'access/list-pairing-sites': (actor) => [() => listPairingSites(actor)],
  'access/list-providers': (actor, { municipalityIds }) =>
    municipalityIds.map((municipalityId) => () => listProviders(actor, { municipalityId })),
  'attendance/find-by-card': (actor, { lessonId, siteId, cardSecret }) => [
    () => findByCard(actor, { lessonId, siteId, round: 'start', secret: cardSecret }),
  ],
  'attendance/get-roll': (actor, { lessonId, siteId }) => [() => getRoll(actor, { lessonId, siteId })],
  'attendance/list-attendance': (actor, { lessonId }) => [() => listAttendance(actor, { lessonId })],
  'attendance/list-roll-sites': (actor, { lessonId }) => [() => listRollSites(actor, { lessonId })],
  'audit/list-audit': (actor, { personId }) => [
    ...AUDITED.map((action) => () => listAudit(actor, listAuditInput.parse({ pageSize: 200, action }))),
    () => listAudit(actor, listAuditInput.parse({ pageSize: 200, subjectId: personId })),
  ],
  'attendance/count-my-minutes': (actor, { lessonId }) =>
    actor.kind === 'person' ? [() => countMyMinutes(actor, { lessonId }, NOW_MS)] : [],
  'checks/find-last-check': (actor) => (actor.kind === 'endpoint' ? [() => findLastCheck(actor)] : []),
  'checks/list-classroom-checks': (actor) => [() => listClassroomChecks(actor)],
  'claims/get-claim-basis': (actor, { municipalityIds }) =>
    municipalityIds.map((municipalityId) => () => getClaimBasis(actor, { municipalityId, ...YEAR })),
  'claims/export-claim-basis': (actor, { municipalityIds }) =>
    municipalityIds.map((municipalityId) => async () => {
      const file = await exportClaimBasis(actor, { municipalityId, ...YEAR, format: 'csv' }, LABELS)
      return file.bytes.toString('utf8').split('\n')
    }),
  'courses/get-group': (actor, { groupId }) => [() => getGroup(actor, { groupId })],
  'courses/get-lesson': (actor, { lessonId }) => [() => getLesson(actor, { lessonId })],
  'courses/list-enrolments': (actor, { groupId, personId, search }) =>
    [{ groupId }, { personId }, { search }, { activeOn: '2026-01-12' }, ...SORTS].map(
      (filter) => () => listEnrolments(actor, listEnrolmentsInput.parse(filter)),
    ),
  'courses/list-groups': (actor) => [
    () => listGroups(actor, listGroupsInput.parse({})),
    () => listGroups(actor, listGroupsInput.parse({ sort: 'participants', direction: 'desc' })),
  ],
  'courses/list-lessons': (actor) => [() => listLessons(actor, listLessonsInput.parse({}))],
  'tickets/list-my-lessons': (actor) => [
    () => listMyLessons(actor, { as: 'communicator' }, NOW_MS),
    () => listMyLessons(actor, { as: 'site-host' }, NOW_MS),
  ],
  'transfers/list-transfers': (actor, { personId }) => [() => listTransfers(actor, { personId })],
  'transfers/get-transfer-question': (actor, { personId }) => [
    async () => {
      const [question] = (await listTransfers(actor, { personId })).questions
      return getTransferQuestion(actor, { questionId: question?.questionId ?? UNKNOWN_QUESTION })
    },
  ],
  'worklist/count-late-work': (actor) => [() => countLateWork(actor, NOW_MS)],
  'worklist/list-worklist': (actor) => [() => listWorklist(actor, NOW_MS)],
  'tickets/list-planned-classrooms': (actor, { lessonId }) =>
    actor.kind === 'staff' ? [() => listPlannedClassrooms(lessonId, { actor, nowMs: NOW_MS })] : [],
  'questions/list-questions': (actor, { lessonId }) => [() => listQuestions(actor, { lessonId })],
  'media-nodes/watch-operations': (actor) => [async () => ({ ...(await watchOperations(actor)), atMs: 0 })],
  'materials/list-materials': (actor, { lessonId }) => [() => listMaterials(actor, { lessonId })],
  'imports/list-imports': (actor) => (actor.kind === 'staff' ? [() => listImports(actor)] : []),
  'imports/get-import': (actor) =>
    actor.kind === 'staff'
      ? [async () => Promise.all((await listImports(actor)).map(({ importId }) => getImport(actor, { importId })))]
      : [],
  'imports/list-import-rows': (actor) =>
    actor.kind === 'staff'
      ? [
          async () => {
            const all = await listImports(actor)
            return Promise.all(all.map(({ importId }) => listImportRows(actor, { importId, kind: null, after: 0 })))
          },
        ]
      : [],
  'people/find-by-identity-number': (actor, { identityNumber }) => [
    () => findByIdentityNumber(actor, { identityNumber }),
  ],
  'people/find-likely-same': (actor, { municipalityIds, search }) =>
    municipalityIds.map((homeMunicipalityId) => () => {
      const person = { homeMunicipalityId, displayName: search, givenName: search, familyName: '', bornOn: null }
      return findLikelySame(actor, person)
    }),
  'people/find-people': (actor, { identityNumber, search }) => [
    () => findPeople(actor, { search }),
    () => findPeople(actor, { search: identityNumber }),
  ],
  'people/get-participant': (actor, { personId }) => [() => getParticipant(actor, { personId })],
  'people/open-protected': (actor, { personId }) => [() => openProtected(actor, { personId, reason: 'Nyfiken' })],
  'people/open-participant': (actor, { personId }) => [() => openParticipant(actor, { personId })],
  'people/list-participants': (actor, { groupId, municipalityIds, search }) =>
    [{}, { groupId }, ...municipalityIds.map((municipalityId) => ({ municipalityId })), { search }, ...SORTS].map(
      (filter) => () => listParticipants(actor, listParticipantsInput.parse(filter)),
    ),
  'people/list-staff': (actor) => [() => listStaff(actor, listStaffInput.parse({}))],
  'people/open-identity-number': (actor, { personId }) => [() => openIdentityNumber(actor, { personId, reason: 'x' })],
  'recordings/list-recordings': (actor, { lessonId }) => [() => listRecordings(actor, { lessonId })],
  'recordings/may-record': (actor, { lessonId }) => [() => mayRecord(actor, { lessonId })],
  'regions/get-municipality': (actor, { municipalityIds }) =>
    municipalityIds.map((municipalityId) => () => getMunicipality(actor, { municipalityId })),
  'regions/get-site': (actor, { siteId }) => [() => getSite(actor, { siteId })],
  'regions/list-municipalities': (actor) => [() => listMunicipalities(actor, listMunicipalitiesInput.parse({}))],
  'regions/list-sites': (actor) => [() => listSites(actor, listSitesInput.parse({}))],
}
const UNKNOWN_QUESTION = '00000000-0000-4000-8000-000000000000' as TransferQuestionId
const YEAR = { fromOn: '2026-01-01', untilOn: '2026-12-31' }

/** Files of services that return data, but nothing about a given person. */
export const NOTHING_OF_PERSONS: readonly string[] = [
  ...['access/find-endpoint', 'access/find-guest', 'access/find-person-by-link', 'access/open-invitation'],
  ...['access/find-pairing-sign', 'access/get-provider', 'access/list-sign-ins'],
  ...['access/open-person-link', 'tickets/find-invited-lesson', 'materials/find-material', 'materials/find-slide'],
  ...[
    'materials/get-own-material',
    'materials/list-slide-notes',
    'people/get-staff-member',
    'recordings/find-recording',
  ],
  ...['recordings/may-delete', 'recordings/open-recording'],
  // A member of staff's own views; an export contains what its list returns.
  ...['lists/list-views', 'lists/list-fields', 'lists/export-list'],
  // A number of partitions.
  'attendance/open-fact-months',
  // Parts of others that are called.
  ...['attendance/select-roll', 'people/find-person-places', 'people/get-shown-person'],
]

export const ASKED_SERVICES: readonly string[] = Object.keys(QUESTIONS)

/** All results that an actor gets, including refusals, as plain data by service. */
export async function askEverything(actor: Actor, asked: Asked): Promise<Record<string, unknown[]>> {
  const answers: Record<string, unknown[]> = {}
  for (const [service, questions] of Object.entries(QUESTIONS)) {
    answers[service] = []
    for (const ask of questions(actor, asked)) answers[service].push(await answerOf(ask))
  }
  return answers
}

async function answerOf(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return JSON.parse(JSON.stringify((await ask()) ?? null))
  } catch (error) {
    return { refused: error instanceof Error && 'code' in error ? error.code : String(error) }
  }
}
