import { officeList, type OfficeList } from '@/app/(office)/_kit/office-list'

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
  officeList(auditList),
  officeList(endpointsList),
  officeList(enrolmentsList),
  officeList(groupsList),
  officeList(lessonsList),
  officeList(municipalitiesList),
  officeList(participantsList),
  officeList(sitesList),
  officeList(staffList),
]

/** Every office list by its name, for exports and saved views. */
export const LISTS: ReadonlyMap<string, OfficeList> = new Map(ALL.map((list) => [list.name, list]))
