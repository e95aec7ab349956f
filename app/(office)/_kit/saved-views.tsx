import Link from 'next/link'

import type { listViews } from '@/services/lists/list-views'
import { saveViewInput } from '@/services/lists/save-view'

import type { Office } from './access'
import { describeForm } from './describe-form'
import { OfficeForm } from './form'
import { queryParts } from './list-address'
import type { ListAddress } from './list-bar'
import type { SearchAction } from './search-form'

export type SavedView = Awaited<ReturnType<typeof listViews>>[number]

/** Somebody's saved views of a list, and the one that matches its address. */
export type KeptViews = { views: readonly SavedView[]; current: string | undefined; save: SearchAction }

export const saveViewForm = describeForm(saveViewInput, {
  list: 'hidden',
  query: 'hidden',
  name: { label: 'views.name' },
  isDefault: { label: 'views.isDefault' },
})

/** The address of a list as a view stores it. */
export function viewAddress(path: string, { query, viewId }: Pick<SavedView, 'query' | 'viewId'>): string {
  const said = new URLSearchParams(query)
  said.set('view', viewId)
  return `${path}?${said.toString()}`
}

type Props = { kept: KeptViews; name: string; office: Office; address: ListAddress }

/** Links to the saved views of a list, those of colleagues with their names, and a form to save the present one. */
export function SavedViews({ kept, name, office, address }: Props) {
  const { t, say } = office
  const { views, current, save } = kept
  const query = new URLSearchParams(queryParts({ ...address.query, search: undefined, cursor: undefined })).toString()
  return (
    <>
      {views.length === 0 && <p className="text-slate">{say('views.none')}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.viewId}>
            <Link
              className="link inline-flex min-h-11 items-center gap-2 aria-[current=true]:font-bold"
              aria-current={view.viewId === current}
              href={viewAddress(address.path, view)}
            >
              <bdi>{view.name}</bdi>
            </Link>
            {view.isDefault && <span className="ms-2 text-slate">{say('views.opensWith')}</span>}
            {!view.isOwn && <span className="ms-2 text-slate">{say('views.sharedBy', { name: view.ownerName })}</span>}
          </li>
        ))}
      </ul>
      {views.length > 0 && (
        <Link className="link inline-flex min-h-11 items-center" href="/office/views">
          {say('views.manage')}
        </Link>
      )}
      <p className="border-t border-bark pt-3 text-slate">{say('views.saveText')}</p>
      <OfficeForm
        action={save}
        submit={say('views.save')}
        tone="quiet"
        fields={saveViewForm.fields({ t, known: { list: name, query } })}
      />
    </>
  )
}
