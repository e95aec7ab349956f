import { formatInstant } from '@/app/_components/dates'
import { municipalityChoices, wordChoices } from '@/app/(office)/_kit/choices'
import { Moment } from '@/app/(office)/_kit/dates'
import { describeList } from '@/app/(office)/_kit/describe-list'
import type { OfficeKey } from '@/app/(office)/_kit/office-key'
import { AUDIT_ACTIONS, type AuditAction } from '@/domain/audit/events'
import { listAudit, listAuditInput } from '@/services/audit/list-audit'

import { Details, detailWords } from './details'

export const auditList = describeList({
  name: 'audit',
  path: '/office/audit',
  permission: 'audit.list',
  title: 'audit.title',
  text: 'audit.text',
  input: listAuditInput,
  load: listAudit,
  rowKey: (row) => row.auditId,
  filters: {
    action: { label: 'audit.action', choices: ({ t }) => wordChoices(t, 'actions', AUDIT_ACTIONS) },
    municipalityId: { label: 'field.municipality', choices: ({ actor }) => municipalityChoices(actor, 'audit.list') },
    fromOn: { label: 'field.fromOn' },
    untilOn: { label: 'field.untilOn' },
  },
  usual: () => ({ direction: 'desc' }),
  columns: {
    at: {
      title: 'audit.at',
      sort: 'at',
      value: (row) => formatInstant(row.at.getTime()),
      cell: (row, { language }) => <Moment at={row.at} language={language} />,
    },
    action: { title: 'audit.action', value: (row, { say }) => say(actionKey(row.action as AuditAction)) },
    who: { title: 'audit.who', value: (row, { say }) => row.actorName ?? say(`actorKinds.${row.actorKind}`) },
    municipality: {
      title: 'field.municipality',
      value: (row) => row.municipalityNames.join(', '),
      cell: ({ municipalityNames: names }, { say }) =>
        names.length < 2 ? (
          names[0]
        ) : (
          <>
            <details className="print:hidden">
              <summary className="cursor-pointer content-center hover:underline pointer-coarse:min-h-11">
                {say('audit.municipalities', { count: names.length })}
              </summary>
              <ul>
                {names.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </details>
            <span className="hidden print:inline">{names.join(', ')}</span>
          </>
        ),
    },
    details: {
      title: 'audit.details',
      value: (row, { t }) => detailWords(row, t),
      cell: (row, { t, language }) => <Details {...{ row, t, language }} />,
    },
  },
})

/** An action without words does not compile. */
function actionKey(action: AuditAction): OfficeKey {
  return `actions.${action}`
}
