import Link from 'next/link'

import { Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { requireOfficeAccess } from '@/app/(office)/_kit/access'
import type { Actor } from '@/domain/people/actor'
import { listEndpoints, listEndpointsInput } from '@/services/access/list-endpoints'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { listSites, listSitesInput } from '@/services/regions/list-sites'

const ONE = { pageSize: 1 }

/** The steps from an empty installation to the first lesson, until each is done. */
export async function NextSteps() {
  const { actor, say, may } = await requireOfficeAccess('attendance.list')
  if (!may('staff.change') || !may('group.change')) return null
  const steps = await stepsOf(actor)
  if (steps.every((step) => step.isDone)) return null
  const next = steps.find((step) => !step.isDone)
  return (
    <Section title={say('steps.title')}>
      <ol className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {steps.map((step) => (
          <li key={step.key} className="flex min-h-11 items-center gap-3">
            <Pictogram name={step.isDone ? 'check' : 'next'} className={step.isDone ? 'text-moss' : 'text-spruce'} />
            {step.isDone ? (
              <span className="text-slate">
                {say(`steps.${step.key}`)} <span className="sr-only">{say('steps.done')}</span>
              </span>
            ) : (
              <Link
                className={step === next ? 'button button-main' : 'link inline-flex min-h-11 items-center'}
                href={step.href}
              >
                {say(`steps.${step.key}`)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

async function stepsOf(actor: Actor) {
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
  return [
    { key: 'sites', href: '/office/sites/new', isDone: sites.total > 0 },
    { key: 'communicator', href: '/office/staff/new', isDone: communicators.total > 0 },
    { key: 'siteHost', href: '/office/staff/new', isDone: hosts.total > 0 },
    { key: 'participants', href: '/office/participants/new', isDone: participants.total > 0 },
    { key: 'group', href: '/office/groups/new', isDone: groups.total > 0 },
    { key: 'lessons', href: ofGroup('plan'), isDone: lessons.total > 0 },
    { key: 'enrol', href: ofGroup('enrol'), isDone: (group?.participants ?? 0) > 0 },
    { key: 'screens', href: '/site/pair', isDone: endpoints.total > 0 },
  ]
}
