import Link from 'next/link'

import { officeTitle, readParams, requireOfficeAccess, type Office } from '@/app/(office)/_kit/access'
import { DataList } from '@/app/(office)/_kit/data-list'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { dateOf } from '@/domain/time'
import { getGroup, getGroupInput } from '@/services/courses/get-group'
import { getParticipant, getParticipantInput } from '@/services/people/get-participant'

import { searchParticipantsAction } from '../../../participants/actions'
import { CameraWarning } from '../../../participants/camera-warning'
import { participantsList } from '../../../participants/participants'
import { PersonName } from '../../../participants/person-name'
import { enrolPersonAction } from '../../actions'
import { enrolForm } from '../../groups'

export const generateMetadata = () => officeTitle('enrolments.new')

type Props = { params: Promise<{ groupId: string }>; searchParams: SearchParams }
type Group = Awaited<ReturnType<typeof getGroup>>

/** Finds a participant, then enrols them. */
export default async function EnrolPage({ params, searchParams }: Props) {
  const office = await requireOfficeAccess('enrolment.change')
  const { actor, say } = office
  const group = await loadOrNotFound(getGroup(actor, await readParams(getGroupInput, params)))
  const given = await searchParams
  const chosen = getParticipantInput.safeParse({ personId: given.personId })
  const person = chosen.success ? await loadOrNotFound(getParticipant(actor, chosen.data)) : null
  return (
    <OfficePage title={say('enrolments.new')} back={{ href: `/office/groups/${group.groupId}`, word: group.name }}>
      {person && <ChosenPerson {...{ person, group, office }} />}
      <DataList
        list={choosingFor(group)}
        {...{ office, given }}
        path={enrolPath(group)}
        fixed={{ groupId: undefined }}
        ownParts={['personId']}
        searchAction={searchParticipantsAction}
        sent={{ enrolIn: group.groupId }}
        hasTools={false}
      />
    </OfficePage>
  )
}

const enrolPath = ({ groupId }: Group) => `/office/groups/${groupId}/enrol`

/** The list of participants, from which one is chosen. */
function choosingFor(group: Group): typeof participantsList {
  const { name, homeMunicipality, language } = participantsList.columns
  const isIn = (row: Row) => row.groups.some((own) => own.groupId === group.groupId)
  return {
    ...participantsList,
    filters: {},
    columns: {
      ...(name && { name: { ...name, cell: (row: Row, { t }: Office) => <PersonName person={row} t={t} /> } }),
      ...(homeMunicipality && { homeMunicipality }),
      ...(language && { language }),
      enrol: {
        title: 'enrolments.new',
        isAction: true,
        value: () => null,
        cell: (row, { say }) =>
          isIn(row) ? (
            say('enrolments.isIn')
          ) : (
            <Link
              className="button"
              href={`${enrolPath(group)}?personId=${row.personId}`}
              aria-label={say('enrolments.chooseName', { name: row.displayName })}
            >
              {say('form.choose')}
            </Link>
          ),
      },
    },
  }
}

type Row = Awaited<ReturnType<typeof participantsList.load>>['rows'][number]
type ChosenProps = { person: Awaited<ReturnType<typeof getParticipant>>; group: Group; office: Office }

async function ChosenPerson({ person, group, office: { t, say } }: ChosenProps) {
  const sites = group.sites.map((site) => ({ value: site.siteId, label: `${site.municipalityName}: ${site.name}` }))
  return (
    <Section title={say('enrolments.enrolName', { name: person.displayName })}>
      {person.isProtected && sites.length > 0 && <CameraWarning text={say('enrolments.cameraWarning')} />}
      <OfficeForm
        key={person.personId}
        action={enrolPersonAction}
        submit={say('enrolments.submit')}
        fields={enrolForm.fields({
          t,
          known: { groupId: group.groupId, personId: person.personId, fromOn: dateOf(Date.now()) },
          choices: { siteId: sites },
          without: person.isProtected ? [] : ['cameraReason'],
        })}
      />
    </Section>
  )
}
