import { describeBulk } from '@/app/(office)/_kit/describe-bulk'
import { Day } from '@/app/(office)/_kit/dates'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { dateOf } from '@/domain/time'
import { endEnrolmentInput } from '@/services/courses/end-enrolment'
import { endEnrolments, endEnrolmentsInput } from '@/services/courses/end-enrolments'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'

import { PersonName } from '../participants/person-name'
import { endEnrolmentAction } from './actions'

const endForm = describeForm(endEnrolmentInput, {
  enrolmentId: 'hidden',
  untilOn: { label: 'enrolments.lastDay' },
})

const endManyForm = describeForm(endEnrolmentsInput, { untilOn: { label: 'enrolments.lastDay' } })

/** The enrolments of a group, on the group's page. */
export const enrolmentsList = describeList({
  name: 'enrolments',
  path: '/office/groups',
  permission: 'participant.list',
  title: 'enrolments.title',
  searchLabel: 'enrolments.search',
  empty: { noneYet: 'enrolments.none' },
  input: listEnrolmentsInput,
  load: listEnrolments,
  rowKey: (row) => row.enrolmentId,
  filters: { activeOn: { label: 'enrolments.activeOn' } },
  bulk: [
    describeBulk({
      name: 'end',
      word: 'enrolments.endMany',
      text: 'enrolments.endManyText',
      action: endEnrolments,
      fields: async ({ t }, said) => endManyForm.fields({ t, known: { untilOn: dateOf(Date.now()), ...said } }),
    }),
  ],
  columns: {
    name: {
      title: 'field.name',
      sort: 'name',
      value: (row) => row.displayName,
      cell: (row, { t }) => <PersonName person={row} t={t} href={`/office/participants/${row.personId}`} />,
    },
    cardNumber: { title: 'participants.cardNumber', isExtra: true, value: (row) => row.cardNumber },
    homeMunicipality: { title: 'field.home', sort: 'homeMunicipality', value: (row) => row.homeMunicipalityName },
    site: {
      title: 'enrolments.where',
      sort: 'site',
      value: (row, { say }) => row.siteName ?? say('enrolments.fromHome'),
    },
    fromOn: { title: 'field.fromOn', sort: 'fromOn', isDate: true, value: (row) => row.fromOn },
    untilOn: {
      title: 'field.untilOn',
      value: (row) => row.untilOn,
      cell: (row, { t, say, may, language }) =>
        row.untilOn === null && may('enrolment.change') ? (
          <Folded word={say('enrolments.end')}>
            <OfficeForm
              isInline
              action={endEnrolmentAction}
              submit={say('enrolments.end')}
              fields={[
                { kind: 'hidden', name: 'groupId', value: row.groupId },
                ...endForm.fields({ t, known: { enrolmentId: row.enrolmentId, untilOn: dateOf(Date.now()) } }),
              ]}
            />
          </Folded>
        ) : (
          row.untilOn !== null && <Day on={row.untilOn} language={language} />
        ),
    },
  },
})
