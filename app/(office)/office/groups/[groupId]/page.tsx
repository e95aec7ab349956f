import Link from 'next/link'

import { Facts, OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { Period } from '@/app/(office)/_kit/dates'
import { DataList } from '@/app/(office)/_kit/data-list'
import { weekdayName } from '@/app/(office)/_kit/weekday-choices'
import { getGroup, getGroupInput } from '@/services/courses/get-group'

import { enrolmentsList } from '../enrolments'

export const generateMetadata = () => officeTitle('groups.one')

type Props = { params: Promise<{ groupId: string }>; searchParams: SearchParams }

export default async function GroupPage({ params, searchParams }: Props) {
  const office = await requireOfficeAccess('group.list')
  const { actor, t, say, may, language } = office
  const group = await loadOrNotFound(getGroup(actor, await readParams(getGroupInput, params)))
  const { groupId, hostingMunicipalityId: host } = group
  const links = [
    { path: '/edit', word: say('form.change'), isHers: may('group.change', host) },
    { path: '/plan', word: say('plan.title'), isHers: may('lesson.change', host) },
    { path: '/enrol', word: say('enrolments.new'), isHers: may('enrolment.change') },
    { path: '/cards', word: say('cards.many'), isHers: may('participant.print-card') && may('participant.list') },
  ]
  return (
    <OfficePage
      title={<bdi>{group.name}</bdi>}
      back={{ href: '/office/groups', word: say('groups.title') }}
      actions={links
        .filter((link) => link.isHers)
        .map((link) => (
          <Link key={link.path} className="button" href={`/office/groups/${groupId}${link.path}`}>
            {link.word}
          </Link>
        ))}
    >
      <Section title={say('groups.one')}>
        <Facts
          facts={[
            [say('groups.courseKind'), `${say(`courseKinds.${group.courseKind}`)} ${group.sfiCourse ?? ''}`],
            [say('field.language'), t(`spoken.${group.language}`)],
            [say('groups.host'), <bdi key="host">{group.hostingMunicipalityName}</bdi>],
            [say('groups.communicator'), <bdi key="who">{group.communicatorName}</bdi>],
            [
              say('groups.period'),
              <Period key="when" fromOn={group.startsOn} untilOn={group.endsOn} language={language} />,
            ],
            [
              say('groups.patterns'),
              group.patterns.length === 0
                ? say('groups.noPattern')
                : group.patterns.map((pattern) => (
                    <span key={`${pattern.weekday}${pattern.startsAt}`} className="block">
                      {weekdayName(pattern.weekday, language)}{' '}
                      <bdi dir="ltr" className="tabular-nums">
                        {pattern.startsAt} – {pattern.endsAt}
                      </bdi>
                      {pattern.breakStartsAt !== null && (
                        <span className="font-normal">
                          , {say('groups.break')}{' '}
                          <bdi dir="ltr" className="tabular-nums">
                            {pattern.breakStartsAt} – {pattern.breakEndsAt}
                          </bdi>
                        </span>
                      )}
                    </span>
                  )),
            ],
            [
              say('groups.sites'),
              group.sites.map((site) => `${site.municipalityName}: ${site.name}`).join(' · ') || say('groups.noSites'),
            ],
          ]}
        />
        <Link
          className="link inline-flex min-h-11 items-center gap-2 self-start"
          href={`/office/lessons?groupId=${groupId}`}
        >
          <Pictogram name="clock" />
          {say('groups.lessons')}
        </Link>
      </Section>
      {may('participant.list') && (
        <section className="flex min-w-0 flex-col gap-3">
          <h2 className="text-lg font-bold">{say('enrolments.title')}</h2>
          <DataList
            list={enrolmentsList}
            office={office}
            given={await searchParams}
            path={`/office/groups/${groupId}`}
            fixed={{ groupId, personId: undefined }}
          />
        </section>
      )}
    </OfficePage>
  )
}
