import type { Actor } from '@/domain/people/actor'
import { listEndpoints, listEndpointsInput } from '@/services/access/list-endpoints'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { listSites, listSitesInput } from '@/services/regions/list-sites'

const ONE = { pageSize: 1 }

/** What remains to be done between an empty installation and the first lesson, in its order. */
export async function openSetUpSteps(actor: Actor) {
  const [sites, communicators, hosts, participants, groups, lessons, endpoints] = await Promise.all([
    listSites(actor, listSitesInput.parse(ONE)),
    listStaff(actor, listStaffInput.parse({ ...ONE, role: 'communicator' })),
    listStaff(actor, listStaffInput.parse({ ...ONE, role: 'site_host' })),
    listParticipants(actor, listParticipantsInput.parse(ONE)),
    listGroups(actor, listGroupsInput.parse({ ...ONE, sort: 'participants', direction: 'desc' })),
    listLessons(actor, listLessonsInput.parse(ONE)),
    listEndpoints(actor, listEndpointsInput.parse(ONE)),
  ])
  const [group] = groups.rows
  const ofGroup = (path: string) => (group ? `/office/groups/${group.groupId}/${path}` : '/office/groups')
  const steps = [
    { key: 'sites', href: '/office/sites/new', isDone: sites.total > 0 },
    { key: 'communicator', href: '/office/staff/new', isDone: communicators.total > 0 },
    { key: 'siteHost', href: '/office/staff/new', isDone: hosts.total > 0 },
    { key: 'participants', href: '/office/participants/new', isDone: participants.total > 0 },
    { key: 'group', href: '/office/groups/new', isDone: groups.total > 0 },
    { key: 'lessons', href: ofGroup('plan'), isDone: lessons.total > 0 },
    { key: 'enrol', href: ofGroup('enrol'), isDone: (group?.participants ?? 0) > 0 },
    { key: 'screens', href: '/site/pair', isDone: endpoints.total > 0 },
  ] as const
  return steps.filter((step) => !step.isDone)
}
