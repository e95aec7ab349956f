import { officeTitle, readParams, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { Moment } from '@/app/(office)/_kit/dates'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Refusal } from '@/app/(office)/_kit/input'
import { Folded, OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import type { ImportState } from '@/domain/imports/import-states'
import { getImport, getImportInput } from '@/services/imports/get-import'

import {
  applyImportAction,
  chooseColumnsAction,
  continueImportAction,
  removeImportAction,
  undoImportAction,
} from '../actions'
import { columnFields } from './column-fields'
import { ImportProgress } from './import-progress'
import { ImportRows } from './import-rows'

export const generateMetadata = () => officeTitle('imports.one')

const AT_WORK: ReadonlySet<ImportState> = new Set(['reading', 'planning', 'applying', 'undoing'])
const REMOVABLE: ReadonlySet<ImportState> = new Set(['read', 'planned', 'failed'])

type Props = { params: Promise<{ importId: string }>; searchParams: SearchParams }

/** One list of people, from its file to the register and back. */
export default async function ImportPage({ params, searchParams }: Props) {
  const office = await requireOfficeAccess('participant.change')
  const { actor, say, language } = office
  const found = await loadOrNotFound(getImport(actor, await readParams(getImportInput, params)))
  const { importId, state, rows, run } = found
  const hidden = { kind: 'hidden', name: 'importId', value: importId } as const
  const isAtWork = AT_WORK.has(state)
  const isStopped = isAtWork && run?.state === 'failed'
  return (
    <OfficePage
      title={<bdi>{found.fileName}</bdi>}
      text={
        <>
          {say(`imports.states.${state}`)} · <Moment at={found.createdAt} language={language} />
        </>
      }
      back={{ href: '/office/participants/import', word: say('imports.title') }}
    >
      {run?.state === 'failed' && <Refusal code={run.errorCode ?? undefined} />}
      {isAtWork && !isStopped && (
        <ImportProgress done={run?.done ?? 0} total={run?.total ?? 0} word={say(`imports.work.${state}`)} />
      )}
      {isStopped && <OfficeForm action={continueImportAction} submit={say('imports.continue')} fields={[hidden]} />}
      {state === 'read' && (
        <Section title={say('imports.columns')}>
          <p className="max-w-2xl text-slate">{say('imports.columnsText', { count: found.rowCount })}</p>
          <OfficeForm
            action={chooseColumnsAction}
            submit={say('imports.plan')}
            fields={[hidden, ...columnFields(found, office)]}
          />
        </Section>
      )}
      {state === 'planned' && (
        <Section title={say('imports.planned')}>
          <p>{say('imports.summary', { ...rows })}</p>
          {rows.add + rows.change > 0 ? (
            <OfficeForm
              action={applyImportAction}
              submit={say('imports.apply')}
              fields={[
                hidden,
                ...(rows.refused === 0
                  ? []
                  : [
                      {
                        ...({ kind: 'tick', name: 'leavesOutRefused', isOn: false } as const),
                        label: say('imports.leavesOut', { count: rows.refused }),
                      },
                    ]),
              ]}
            />
          ) : (
            <p>{say('imports.nothing')}</p>
          )}
          <Folded word={say('imports.changeColumns')}>
            <OfficeForm
              action={chooseColumnsAction}
              submit={say('imports.planAgain')}
              tone="quiet"
              fields={[hidden, ...columnFields(found, office)]}
            />
          </Folded>
        </Section>
      )}
      {state === 'applied' && (
        <Section title={say('imports.applied')}>
          <p>{say('imports.done', { ...rows })}</p>
          <Folded word={say('imports.undo')}>
            <p className="max-w-2xl text-slate">{say('imports.undoText')}</p>
            <OfficeForm action={undoImportAction} submit={say('imports.undo')} tone="stop" fields={[hidden]} />
          </Folded>
        </Section>
      )}
      {(state === 'planned' || state === 'applied' || state === 'undone') && (
        <ImportRows importId={importId} counts={rows} office={office} query={await searchParams} />
      )}
      {REMOVABLE.has(state) && (
        <Folded word={say('imports.remove')}>
          <p className="max-w-2xl text-slate">{say('imports.removeText')}</p>
          <OfficeForm action={removeImportAction} submit={say('imports.remove')} tone="stop" fields={[hidden]} />
        </Folded>
      )}
    </OfficePage>
  )
}
