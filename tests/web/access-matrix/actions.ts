import type { ImportState } from '@/domain/imports/import-states'
import { dateOf } from '@/domain/time'
import { cancelLessons } from '@/services/courses/cancel-lessons'
import { beginSecondFactor } from '@/services/access/second-factor'
import { tieAccount } from '@/services/access/tie-account'
import { enrolPerson } from '@/services/courses/enrol-person'
import { previewBulk } from '@/services/lists/bulk-action'
import { saveView } from '@/services/lists/save-view'
import { withdrawTransfer } from '@/services/transfers/withdraw-transfer'
import { makeGroup, makeLesson } from '@/tests/factories/courses'
import { makeImport } from '@/tests/factories/imports'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeSite } from '@/tests/factories/regions'
import { nextNumber } from '@/tests/factories/set-up'

import { STAFF } from './rows'
import { addRecording, askIn, invite, makeScreen, putQuestion, type ActorName, type World } from './world'

type Fields = Record<string, string | readonly string[]>

/** An action's input: the fields of its form, or its arguments. */
export type Call = { form: Fields } | { args: readonly unknown[] }

export type ActionRow = {
  /** The page that offers the action. */
  on: (world: World) => string
  call: (world: World) => Call | Promise<Call>
  may: ActorName[] | 'everybody'
}

const DAY_MS = 24 * 3_600_000
const TODAY = dateOf(Date.now())
const at = (path: string) => () => path
const groupPage = ({ groupId }: World) => `/office/groups/${groupId}`
const lessonPage = ({ lessonId }: World) => `/office/lessons/${lessonId}`
const personPage = ({ selam }: World) => `/office/participants/${selam}`
const importPage = ({ importId }: World) => `/office/participants/import/${importId}`
const makeList = ({ administrator, umea }: World, state: ImportState) =>
  makeImport(administrator, { municipalityId: umea, state })
const teachPage = ({ lessonId }: World) => `/teach/${lessonId}`
const leading: ActorName[] = ['A', 'C', 'T']

const place = ({ umea, communicator }: World) => ({
  hostingMunicipalityId: umea,
  communicatorId: communicator.staffId,
})

const person = (world: World) => ({
  ...{ displayName: 'Anna', givenName: 'Anna', familyName: 'Exempel', uiLanguage: 'sv', spokenLanguage: 'ti' },
  ...{ dossierNumber: '', phone: '', email: '', address: '', contactPerson: '' },
  homeMunicipalityId: world.umea,
})

const group = (world: World) => ({
  ...place(world),
  ...{ name: 'Group', courseKind: 'civic_orientation', language: 'ti', startsOn: '2026-01-01', endsOn: '2026-12-31' },
})

const PROVIDER = {
  ...{ name: 'Provider', issuer: 'https://provider.invalid', clientSecret: 'a secret', groupsClaim: 'groups' },
  fromOn: '2026-01-01',
}

const lesson = { themePart: '3', date: '2030-01-07', endsAt: '12:00' }
let minute = 0
/** A time of day at which no other lesson of this run begins. */
function freshTime(): string {
  minute += 1
  return `0${6 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}

async function coming(world: World) {
  const groupId = await makeGroup(place(world))
  return { groupId, lessonId: await makeLesson({ ...place(world), groupId }, new Date(Date.now() + 30 * DAY_MS)) }
}

/** A view saved by the administrator of `world`, of a list of their own. */
async function keepView({ administrator }: World) {
  const view = { list: `list-${nextNumber()}`, name: 'Mine', query: '', isDefault: false }
  return (await saveView(administrator, view)).viewId
}

/** Every server action of the build, by file and name, and who may call it about the region of `world`. */
export const ACTIONS: Readonly<Record<string, ActionRow>> = {
  'app/(public)/sign-in/actions.ts#signInAction': {
    on: at('/sign-in'),
    call: () => ({ form: { email: `nobody-${nextNumber()}@example.org`, password: 'wrong' } }),
    may: 'everybody',
  },
  'app/(public)/sign-in/code/actions.ts#checkCodeAction': {
    on: at('/sign-in/code'),
    call: () => ({ form: { code: '000000' } }),
    may: [],
  },
  'app/(public)/sign-in/second-factor/actions.ts#beginFactorAction': {
    on: at('/sign-in/second-factor'),
    call: () => ({ form: {} }),
    may: STAFF,
  },
  'app/(public)/sign-in/second-factor/actions.ts#confirmFactorAction': {
    on: at('/sign-in/second-factor'),
    call: () => ({ form: { code: 'wrong' } }),
    may: STAFF,
  },
  'app/(public)/sign-in/second-factor/actions.ts#removeFactorAction': {
    on: at('/sign-in/second-factor'),
    call: () => ({ form: { code: 'wrong' } }),
    may: STAFF,
  },
  'app/_server/sign-out.ts#signOutAction': { on: at('/office'), call: () => ({ args: [] }), may: 'everybody' },
  'app/_server/leave-invitation.ts#leaveInvitationAction': {
    on: at('/guest'),
    call: () => ({ args: [] }),
    may: 'everybody',
  },
  'app/(guest)/guest/actions.ts#knockAction': {
    on: at('/guest'),
    call: () => ({ form: { displayName: 'Visitor' } }),
    // The invitation's link is the permission; without one the answer is that it is unknown.
    may: 'everybody',
  },

  'app/(teach)/teach/[lessonId]/invitation-actions.ts#createInvitationAction': {
    on: teachPage,
    call: ({ lessonId }) => ({ args: [{ kind: 'waiting-room', lessonId }] }),
    may: leading,
  },
  'app/(teach)/teach/[lessonId]/invitation-actions.ts#listInvitationsAction': {
    on: teachPage,
    call: ({ lessonId }) => ({ args: [{ lessonId }] }),
    may: leading,
  },
  'app/(teach)/teach/[lessonId]/invitation-actions.ts#revokeInvitationAction': {
    on: teachPage,
    call: async (world) => ({ args: [{ invitationId: (await invite(world, { kind: 'waiting-room' })).invitationId }] }),
    may: leading,
  },
  'app/(teach)/teach/[lessonId]/invitation-actions.ts#decideVisitorAction': {
    on: teachPage,
    call: async (world) => {
      const invitation = await invite(world, { kind: 'waiting-room' })
      const { memberId } = await askIn(world, invitation.secret)
      return { args: [{ lessonId: world.lessonId, memberId, isAdmitted: true }] }
    },
    may: ['T', 'substitute'],
  },

  'app/(office)/office/endpoints/actions.ts#unpairAction': {
    on: at('/office/endpoints'),
    call: async (world) => ({ form: { endpointId: (await makeScreen(world)).endpointId } }),
    may: ['H', 'Cs'],
  },
  'app/(office)/office/groups/actions.ts#saveGroupAction': {
    on: at('/office/groups/new'),
    call: (world) => ({ form: group(world) }),
    may: ['A', 'C'],
  },
  'app/(office)/office/groups/actions.ts#planLessonsAction': {
    on: groupPage,
    call: ({ groupId }) => ({ form: { groupId, fromOn: '2026-02-01', untilOn: '2026-02-02', themeParts: ['3'] } }),
    may: ['A', 'C'],
  },
  'app/(office)/office/groups/actions.ts#enrolPersonAction': {
    on: groupPage,
    call: async ({ groupId, umea }) => ({ form: { groupId, personId: await makePerson(umea), fromOn: TODAY } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/groups/actions.ts#endEnrolmentAction': {
    on: groupPage,
    call: async (world) => {
      const { groupId, umea, administrator } = world
      const joined = { groupId, personId: await makePerson(umea), siteId: null, fromOn: TODAY }
      return { form: { enrolmentId: (await enrolPerson(administrator, joined)).enrolmentId, untilOn: TODAY } }
    },
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/lists/actions.ts#saveViewAction': {
    on: at('/office/groups'),
    call: () => ({ form: { list: 'groups', name: `View ${nextNumber()}`, query: 'sort=name' } }),
    may: STAFF,
  },
  'app/(office)/office/lists/actions.ts#chooseRowHeightAction': {
    on: at('/office/groups'),
    call: () => ({ form: { rowHeight: 'compact', back: '/office/groups' } }),
    may: STAFF,
  },
  // Only its owner may use a view.
  'app/(office)/office/lists/actions.ts#changeViewAction': {
    on: at('/office/views'),
    call: async (world) => ({ form: { viewId: await keepView(world), name: `View ${nextNumber()}` } }),
    may: ['A'],
  },
  'app/(office)/office/lists/actions.ts#deleteViewAction': {
    on: at('/office/views'),
    call: async (world) => ({ form: { viewId: await keepView(world) } }),
    may: ['A'],
  },
  'app/(office)/office/lists/run-bulk.ts#runBulkAction': {
    on: ({ lessonId }) => `/office/lists/lessons/cancel?id=${lessonId}`,
    call: async (world) => {
      const ids = [(await coming(world)).lessonId]
      const { rows } = await previewBulk(cancelLessons, { actor: world.administrator, ids, input: {} })
      return { form: { list: 'lessons', bulk: 'cancel', row: rows.map(({ id, seen }) => `${id} ${seen}`) } }
    },
    may: ['A', 'C'],
  },
  'app/(office)/office/participants/import/actions.ts#chooseColumnsAction': {
    on: importPage,
    call: async (world) => ({
      form: { importId: await makeList(world, 'read'), 'column-0': 'fullName', elseLanguage: 'ti' },
    }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/import/actions.ts#applyImportAction': {
    on: importPage,
    call: async (world) => ({ form: { importId: await makeList(world, 'planned') } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/import/actions.ts#undoImportAction': {
    on: importPage,
    call: async (world) => ({ form: { importId: await makeList(world, 'applied') } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/import/actions.ts#continueImportAction': {
    on: importPage,
    call: async (world) => ({ form: { importId: await makeList(world, 'planning') } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/import/actions.ts#removeImportAction': {
    on: importPage,
    call: async (world) => ({ form: { importId: await makeList(world, 'planned') } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/make-cards.ts#makeCardsAction': {
    on: (world) => `${personPage(world)}/card`,
    call: async ({ umea }) => ({ form: { personId: await makePerson(umea) } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/actions.ts#saveParticipantAction': {
    on: at('/office/participants/new'),
    call: (world) => ({ form: person(world) }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/actions.ts#moveParticipantAction': {
    on: personPage,
    call: async (world) => ({
      form: { personId: await makePerson(world.umea), municipalityId: world.bjurholm, fromOn: TODAY },
    }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/actions.ts#searchParticipantsAction': {
    on: at('/office/participants'),
    call: () => ({ form: { search: 'Anna' } }),
    may: STAFF,
  },
  'app/(office)/office/participants/actions.ts#openIdentityNumberAction': {
    on: personPage,
    call: ({ selam }) => ({ form: { personId: selam, reason: 'Because' } }),
    may: ['A', 'O'],
  },
  'app/(office)/office/participants/actions.ts#openProtectedAction': {
    on: personPage,
    call: async ({ umea }) => ({
      form: { personId: await makePerson(umea, { protectedIdentity: true }), reason: 'Because' },
    }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/participants/actions.ts#revokeCardsAction': {
    on: personPage,
    call: async ({ umea }) => ({ form: { personId: await makePerson(umea) } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/lessons/actions.ts#cancelLessonAction': {
    on: lessonPage,
    call: async (world) => ({ form: { lessonId: (await coming(world)).lessonId } }),
    may: ['A', 'C'],
  },
  'app/(office)/office/lessons/actions.ts#saveLessonAction': {
    on: at('/office/lessons/new'),
    call: ({ groupId }) => ({ form: { ...lesson, groupId, startsAt: freshTime() } }),
    may: ['A', 'C'],
  },
  'app/(office)/office/lessons/actions.ts#correctAttendanceAction': {
    on: lessonPage,
    call: ({ lessonId, selam }) => ({
      form: {
        ...{ lessonId, personId: selam, reason: 'Because' },
        ...{ presentMinutes: '1', excusedMinutes: '0', technicalFailureMinutes: '0', absentMinutes: '0' },
      },
    }),
    may: ['A', 'C', 'T'],
  },
  'app/(office)/office/transfers/actions.ts#requestTransferAction': {
    on: personPage,
    call: async (world) => {
      // Of a region that asks, the request is withdrawn first.
      const { askedAboutId: personId, requestId } = await putQuestion(world.other, world)
      await withdrawTransfer(world.administrator, { requestId })
      return { form: { personId, fromOn: TODAY, reason: 'Because' } }
    },
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/transfers/actions.ts#withdrawTransferAction': {
    on: personPage,
    call: async (world) => ({ form: { requestId: (await putQuestion(world.other, world)).requestId } }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/transfers/actions.ts#agreeToTransferAction': {
    on: ({ questionId }) => `/office/transfers/${questionId}`,
    call: async (world) => ({
      form: { questionId: (await putQuestion(world, world.other)).questionId, fromOn: TODAY },
    }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/transfers/actions.ts#refuseTransferAction': {
    on: ({ questionId }) => `/office/transfers/${questionId}`,
    call: async (world) => ({
      form: { questionId: (await putQuestion(world, world.other)).questionId, reason: 'Because' },
    }),
    may: ['A', 'C', 'O'],
  },
  'app/(office)/office/municipalities/actions.ts#saveMunicipalityAction': {
    on: at('/office/municipalities/new'),
    call: ({ umea }) => ({
      form: { municipalityId: umea, code: String(5_000 + nextNumber()), name: 'Umeå', joinedOn: '2010-01-01' },
    }),
    may: ['A'],
  },
  'app/(office)/office/sites/actions.ts#saveSiteAction': {
    on: at('/office/sites/new'),
    call: async ({ bjurholm }) => ({
      form: { siteId: await makeSite(bjurholm), municipalityId: bjurholm, name: 'Site', address: '' },
    }),
    may: ['Cs'],
  },
  'app/(office)/office/staff/actions.ts#saveStaffAction': {
    on: at('/office/staff/new'),
    call: async ({ umea }) => {
      const { staffId } = await makeStaff({ role: 'interpreter', municipalityId: umea })
      const roles = { 'roles.0.role': 'interpreter', 'roles.0.municipalityId': umea, 'roles.0.siteId': '' }
      return { form: { staffId, name: 'Kim', email: `kim-${nextNumber()}@example.org`, language: 'sv', ...roles } }
    },
    may: ['A'],
  },
  'app/(office)/office/municipalities/[municipalityId]/sign-in/actions.ts#saveProviderAction': {
    on: ({ umea }) => `/office/municipalities/${umea}/sign-in/new`,
    call: ({ umea }) => ({ form: { ...PROVIDER, municipalityId: umea, clientId: `client-${nextNumber()}` } }),
    may: ['A'],
  },
  'app/(office)/office/staff/actions.ts#tieAccountAction': {
    on: ({ staffId }) => `/office/staff/${staffId}`,
    call: async ({ umea, providerId }) => {
      const { staffId } = await makeStaff({ role: 'interpreter', municipalityId: umea })
      return { form: { staffId, providerId } }
    },
    may: ['A'],
  },
  'app/(office)/office/staff/actions.ts#untieAccountAction': {
    on: ({ staffId }) => `/office/staff/${staffId}`,
    call: async ({ umea, administrator, providerId }) => {
      const { staffId } = await makeStaff({ role: 'interpreter', municipalityId: umea })
      await tieAccount(administrator, { staffId, providerId })
      return { form: { staffId, providerId } }
    },
    may: ['A'],
  },
  'app/(office)/office/staff/actions.ts#resetFactorAction': {
    on: ({ staffId }) => `/office/staff/${staffId}`,
    call: async ({ umea }) => {
      const { staffId } = await makeStaff({ role: 'interpreter', municipalityId: umea })
      await beginSecondFactor(staffId)
      return { form: { staffId } }
    },
    may: ['A'],
  },
  'app/(office)/office/staff/actions.ts#endSessionsAction': {
    on: ({ staffId }) => `/office/staff/${staffId}`,
    call: async ({ umea }) => ({
      form: { staffId: (await makeStaff({ role: 'interpreter', municipalityId: umea })).staffId },
    }),
    may: ['A'],
  },
  'app/(recordings)/recordings/[recordingId]/actions.ts#deleteRecordingAction': {
    on: ({ recordingId }) => `/recordings/${recordingId}`,
    call: async (world) => ({ args: [await addRecording(world)] }),
    may: ['A', 'C', 'T'],
  },
  'app/(site)/site/pair/actions.ts#lookAtCodeAction': {
    on: at('/site/pair'),
    call: () => ({ args: ['123456'] }),
    may: 'everybody',
  },
  'app/(site)/site/pair/actions.ts#pairAction': {
    on: at('/site/pair'),
    call: ({ siteId }) => ({ form: { code: '000000', siteId, name: 'Screen' } }),
    may: ['H', 'Cs'],
  },
}
