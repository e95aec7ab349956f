import { exportOf, type ListExport } from '@/app/(office)/_kit/export-of'

import { auditList } from '../audit/audit'
import { endpointsList } from '../endpoints/endpoints'
import { enrolmentsList } from '../groups/enrolments'
import { groupsList } from '../groups/groups'
import { lessonsList } from '../lessons/lessons'
import { municipalitiesList } from '../municipalities/municipalities'
import { participantsList } from '../participants/participants'
import { sitesList } from '../sites/sites'
import { staffList } from '../staff/staff'

const ALL = [
  exportOf(auditList),
  exportOf(endpointsList),
  exportOf(enrolmentsList),
  exportOf(groupsList),
  exportOf(lessonsList),
  exportOf(municipalitiesList),
  exportOf(participantsList),
  exportOf(sitesList),
  exportOf(staffList),
]

/** Every list of the office by its name: it can be exported, and views of it are kept. */
export const LISTS: ReadonlyMap<string, ListExport> = new Map(ALL.map((list) => [list.name, list]))
