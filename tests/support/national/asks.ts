import { addDays, dateOf } from '@/domain/time'
import type { Actor } from '@/domain/people/actor'
import { listEndpoints, listEndpointsInput } from '@/services/access/list-endpoints'
import { getRoll } from '@/services/attendance/get-roll'
import { listAttendance } from '@/services/attendance/list-attendance'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'
import { listClassroomChecks } from '@/services/checks/list-classroom-checks'
import { getClaimBasis } from '@/services/claims/get-claim-basis'
import { getGroup } from '@/services/courses/get-group'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { sealCursor } from '@/services/list-cursor'
import { watchOperations } from '@/services/media-nodes/watch-operations'
import { findPeople } from '@/services/people/find-people'
import { getParticipant } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { listMunicipalities, listMunicipalitiesInput } from '@/services/regions/list-municipalities'
import { listSites, listSitesInput } from '@/services/regions/list-sites'
import { listMyLessons } from '@/services/tickets/list-my-lessons'
import { countLateWork } from '@/services/worklist/count-late-work'
import { listWorklist } from '@/services/worklist/list-worklist'

import type { Asked } from './world'

type Given = { actor: Actor; asked: Asked; turn: number; nowMs: number }
/** One thing that a page asks for. `turn` chooses among different inputs. */
export type Ask = { what: string; ask: (given: Given) => Promise<unknown> }

/** A value for each turn, from the first on again when there are more turns. */
function inTurn<Value>(values: readonly Value[], turn: number): Value {
  const value = values[turn % values.length]
  if (value === undefined) throw new Error('there is nothing to ask about')
  return value
}

type List = {
  list: (actor: Actor, input: never) => Promise<{ next: string | null }>
  parse: (given: Record<string, unknown>) => unknown
}
type Input = (given: Given) => Record<string, unknown>

/** A list from its beginning: each turn asks for the next page. */
function pages(what: string, { list, parse }: List, input: Input = () => ({})): Ask {
  let cursor: string | null = null
  return {
    what,
    ask: async (given) => {
      const asked = { ...input(given), ...(given.turn > 0 && cursor !== null && { cursor }) }
      const page = await list(given.actor, parse(asked) as never)
      cursor = page.next
    },
  }
}

/** A list with another filter or search each turn. */
function each(what: string, { list, parse }: List, input: Input): Ask {
  return { what, ask: (given) => list(given.actor, parse(input(given)) as never) }
}

const PARTICIPANTS: List = { list: listParticipants, parse: (given) => listParticipantsInput.parse(given) }
const GROUPS: List = { list: listGroups, parse: (given) => listGroupsInput.parse(given) }
const LESSONS: List = { list: listLessons, parse: (given) => listLessonsInput.parse(given) }
const ENROLMENTS: List = { list: listEnrolments, parse: (given) => listEnrolmentsInput.parse(given) }
const STAFF: List = { list: listStaff, parse: (given) => listStaffInput.parse(given) }
const AUDIT: List = { list: listAudit, parse: (given) => listAuditInput.parse(given) }
const SITES: List = { list: listSites, parse: (given) => listSitesInput.parse(given) }
const ENDPOINTS: List = { list: listEndpoints, parse: (given) => listEndpointsInput.parse(given) }
const MUNICIPALITIES: List = { list: listMunicipalities, parse: (given) => listMunicipalitiesInput.parse(given) }

/** From a row in the middle on, sorted by the list's first key. */
const middleOf =
  (list: keyof Asked['middle'], sort: string): Input =>
  ({ asked }) => ({
    cursor: sealCursor({ ...asked.middle[list], toward: 'next' }, { sort, direction: 'asc' }),
  })

const QUARTER_DAYS = 91
const quarterBefore = (nowMs: number, turn: number) => {
  const untilOn = addDays(dateOf(nowMs), -QUARTER_DAYS * (turn % 8))
  return { fromOn: addDays(untilOn, 1 - QUARTER_DAYS), untilOn }
}

/** Every list, search, board and page with more than one row, and the overview. */
export const ASKS: readonly (() => Ask)[] = [
  () => pages('participants', PARTICIPANTS),
  () => pages('participants, last first', PARTICIPANTS, () => ({ direction: 'desc' })),
  () => each('participants, from the middle', PARTICIPANTS, middleOf('person', 'name')),
  () => pages('participants by municipality', PARTICIPANTS, () => ({ sort: 'homeMunicipality' })),
  () => pages('participants by language', PARTICIPANTS, () => ({ sort: 'language' })),
  () => pages('participants by minutes', PARTICIPANTS, () => ({ sort: 'presentMinutes', direction: 'desc' })),
  () => each('participants of a group', PARTICIPANTS, ({ asked, turn }) => ({ groupId: inTurn(asked.groupIds, turn) })),
  () => each('participants, search', PARTICIPANTS, ({ asked, turn }) => ({ search: inTurn(asked.searches, turn) })),
  () => ({
    what: 'quick search',
    ask: ({ actor, asked, turn }) => findPeople(actor, { search: inTurn(asked.searches, turn) }),
  }),
  () => ({
    what: 'a participant',
    ask: ({ actor, asked, turn }) => getParticipant(actor, { personId: inTurn(asked.personIds, turn) }),
  }),
  () => pages('groups', GROUPS),
  () => pages('groups that run', GROUPS, ({ nowMs }) => ({ runningFrom: dateOf(nowMs) })),
  () => pages('groups by start', GROUPS, () => ({ sort: 'startsOn', direction: 'desc' })),
  () => pages('groups by municipality', GROUPS, () => ({ sort: 'hostingMunicipality' })),
  () => pages('groups by participants', GROUPS, () => ({ sort: 'participants', direction: 'desc' })),
  () => each('groups of a municipality', GROUPS, ({ asked }) => ({ municipalityId: asked.municipalityId })),
  () => each('groups, search', GROUPS, ({ turn }) => ({ search: inTurn(['0012', 'ti', 'föreläs', 'qxz'], turn) })),
  () => ({
    what: 'a group',
    ask: ({ actor, asked, turn }) => getGroup(actor, { groupId: inTurn(asked.groupIds, turn) }),
  }),
  () => pages('lessons', LESSONS),
  () => pages('lessons, last first', LESSONS, () => ({ direction: 'desc' })),
  () => each('lessons, from the middle', LESSONS, middleOf('lesson', 'startsAt')),
  () => pages('lessons by group', LESSONS, () => ({ sort: 'group' })),
  () => pages('lessons by communicator', LESSONS, () => ({ sort: 'communicator' })),
  () => pages('lessons by part', LESSONS, () => ({ sort: 'themePart' })),
  () => each('lessons of a group', LESSONS, ({ asked, turn }) => ({ groupId: inTurn(asked.groupIds, turn) })),
  () => pages('lessons of a municipality', LESSONS, ({ asked }) => ({ municipalityId: asked.municipalityId })),
  () =>
    each('lessons of a communicator', LESSONS, ({ asked, turn }) => ({
      communicatorId: inTurn(asked.communicatorIds, turn),
    })),
  () => each('lessons at a classroom', LESSONS, ({ asked, turn }) => ({ siteId: inTurn(asked.siteIds, turn) })),
  () =>
    each('lessons in a state', LESSONS, ({ turn }) => ({
      state: inTurn(['planned', 'live', 'ended', 'not-held', 'cancelled'], turn),
    })),
  () => each('lessons, search', LESSONS, ({ turn }) => ({ search: inTurn(['0012', 'ti', 'föreläs', 'qxz'], turn) })),
  () => pages('enrolments', ENROLMENTS),
  () => each('enrolments in a group', ENROLMENTS, ({ asked, turn }) => ({ groupId: inTurn(asked.groupIds, turn) })),
  () => each('enrolments of a person', ENROLMENTS, ({ asked, turn }) => ({ personId: inTurn(asked.personIds, turn) })),
  () => pages('staff', STAFF),
  () => each('staff, search', STAFF, ({ turn }) => ({ search: inTurn(['12', 'medarb', 'qxz'], turn) })),
  () => pages('audit', AUDIT, () => ({ direction: 'desc' })),
  () => each('audit, from the middle', AUDIT, middleOf('audit', 'at')),
  () => each('audit about a person', AUDIT, ({ asked, turn }) => ({ subjectId: inTurn(asked.personIds, turn) })),
  () =>
    each('audit of an action', AUDIT, ({ turn }) => ({
      action: inTurn(['participant.saved', 'claim.exported'], turn),
    })),
  () => pages('classrooms', SITES),
  () => pages('screens', ENDPOINTS),
  () => pages('municipalities', MUNICIPALITIES),
  () => ({ what: 'checks of classrooms', ask: ({ actor }) => listClassroomChecks(actor) }),
  () => ({
    what: 'attendance of a lesson',
    ask: ({ actor, asked, turn }) => listAttendance(actor, { lessonId: inTurn(asked.lessonIds, turn) }),
  }),
  () => ({
    what: 'attendance of 300',
    ask: ({ actor, asked }) => listAttendance(actor, { lessonId: asked.lectureId }),
  }),
  () => ({
    what: 'roll of 300',
    ask: ({ actor, asked, turn }) => getRoll(actor, { lessonId: asked.lectureId, siteId: inTurn(asked.siteIds, turn) }),
  }),
  () => ({
    what: 'claim basis of a quarter',
    ask: ({ actor, asked, turn, nowMs }) =>
      getClaimBasis(actor, { municipalityId: asked.municipalityId, ...quarterBefore(nowMs, turn) }),
  }),
  () => ({ what: 'worklist', ask: ({ actor, nowMs }) => listWorklist(actor, nowMs) }),
  () => ({ what: 'late work', ask: ({ actor, nowMs }) => countLateWork(actor, nowMs) }),
  () => each('overview: lessons of the day', LESSONS, ({ nowMs }) => ({ ...today(nowMs), pageSize: 100 })),
  () => ({ what: 'operations', ask: ({ actor }) => watchOperations(actor) }),
  () => ({ what: 'own lessons, as a learner', ask: ({ actor, nowMs }) => ownLessons(actor, 'learner', nowMs) }),
  () => ({
    what: 'own lessons, as a communicator',
    ask: ({ actor, nowMs }) => ownLessons(actor, 'communicator', nowMs),
  }),
  () => ({ what: 'own lessons, as a site host', ask: ({ actor, nowMs }) => ownLessons(actor, 'site-host', nowMs) }),
]

function today(nowMs: number) {
  return { fromOn: dateOf(nowMs), untilOn: dateOf(nowMs) }
}

function ownLessons(actor: Actor, as: Parameters<typeof listMyLessons>[1]['as'], nowMs: number) {
  return listMyLessons(actor, { as }, nowMs)
}
