import Link from 'next/link'

import { DataList, type Column } from '@/app/(office)/_kit/data-list'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { readQuery, type SearchParams } from '@/app/(office)/_kit/read-query'
import { dateOf } from '@/domain/time'
import { getGroup, getGroupInput } from '@/services/courses/get-group'
import { getParticipant, getParticipantInput } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'

import { searchParticipantsAction } from '../../../participants/actions'
import { CameraWarning } from '../../../participants/camera-warning'
import { PersonName } from '../../../participants/person-name'
import { enrolPersonAction } from '../../actions'

export const generateMetadata = () => officeTitle('enrolments.new')

type Props = { params: Promise<{ groupId: string }>; searchParams: SearchParams }
type Row = Awaited<ReturnType<typeof listParticipants>>['rows'][number]

export default async function EnrolPage({ params, searchParams }: Props) {
  const { actor, t, say } = await requireOfficeAccess('enrolment.change')
  const group = await loadOrNotFound(getGroup(actor, await readParams(getGroupInput, params)))
  const { groupId } = group
  const path = `/office/groups/${groupId}/enrol`
  const chosen = getParticipantInput.safeParse({ personId: (await searchParams).personId })
  const person = chosen.success ? await loadOrNotFound(getParticipant(actor, chosen.data)) : null
  const { groupId: _group, ...query } = readQuery(listParticipantsInput, await searchParams)
  const { rows, total } = await loadOrNotFound(listParticipants(actor, query))
  const columns: Column<Row>[] = [
    { key: 'name', title: say('field.name'), isSortable: true, cell: (row) => <PersonName person={row} /> },
    {
      key: 'homeMunicipality',
      title: say('field.home'),
      isSortable: true,
      cell: (row) => <bdi>{row.homeMunicipalityName}</bdi>,
    },
    {
      key: 'language',
      title: say('field.spokenLanguage'),
      isSortable: true,
      cell: (row) => t(`spoken.${row.spokenLanguage}`),
    },
    {
      key: 'enrol',
      title: say('enrolments.new'),
      cell: (row) =>
        row.groups.some((own) => own.groupId === groupId) ? (
          say('enrolments.isIn')
        ) : (
          <Link
            className="button"
            href={`${path}?personId=${row.personId}`}
            aria-label={say('enrolments.chooseName', { name: row.displayName })}
          >
            {say('form.choose')}
          </Link>
        ),
    },
  ]
  return (
    <OfficePage title={say('enrolments.new')} back={{ href: `/office/groups/${groupId}`, word: group.name }}>
      {person && (
        <Section title={say('enrolments.enrolName', { name: person.displayName })}>
          {person.isProtected && group.sites.length > 0 && <CameraWarning text={say('enrolments.cameraWarning')} />}
          <OfficeForm
            key={person.personId}
            action={enrolPersonAction}
            submit={say('enrolments.submit')}
            fields={[
              { kind: 'hidden', name: 'groupId', value: groupId },
              { kind: 'hidden', name: 'personId', value: person.personId },
              {
                kind: 'choice',
                name: 'siteId',
                label: say('enrolments.where'),
                none: say('enrolments.fromHome'),
                choices: group.sites.map((site) => ({
                  value: site.siteId,
                  label: `${site.municipalityName}: ${site.name}`,
                })),
              },
              { kind: 'date', name: 'fromOn', label: say('field.fromOn'), value: dateOf(Date.now()) },
              ...(person.isProtected
                ? [
                    {
                      kind: 'long' as const,
                      name: 'cameraReason',
                      label: say('enrolments.cameraReason'),
                      hint: say('enrolments.cameraReasonHint'),
                      isOptional: true,
                    },
                  ]
                : []),
            ]}
          />
        </Section>
      )}
      <DataList
        caption={say('participants.title')}
        searchLabel={say('field.name')}
        searchAction={searchParticipantsAction}
        filters={<input type="hidden" name="enrolIn" value={groupId} />}
        empty={say('participants.none')}
        rowKey={(row) => row.personId}
        {...{ path, query, columns, rows, total }}
      />
    </OfficePage>
  )
}
