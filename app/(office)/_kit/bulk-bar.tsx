import { Pictogram } from '@/app/_components/pictogram'

import type { Office } from './access'
import type { ListBulk } from './describe-bulk'
import type { Listed } from './describe-list'
import { queryParts } from './list-address'
import { countOf } from './list-pages'
import { PickedCount } from './picked-count'

type Props = {
  list: { name: string }
  bulk: readonly ListBulk[]
  office: Office
  query: Readonly<Record<string, unknown>>
  page: Omit<Listed, 'rows'>
}

export const bulkFormId = (list: string) => `bulk-${list}`
const pathOf = (list: string, bulk: ListBulk) => `/office/lists/${list}/${bulk.name}`

/**
 * The form that the checkboxes of a list's rows and the buttons of its bulk bar belong to, because rows contain their
 * own forms.
 */
export function BulkForm({ list, bulk }: Pick<Props, 'list' | 'bulk'>) {
  const [first] = bulk
  return first && <form id={bulkFormId(list.name)} method="get" action={pathOf(list.name, first)} />
}

/** The bulk actions for the selected rows, or for all that match the filter. Each button leads to its preview. */
export function BulkBar({ list, bulk, office, query, page }: Props) {
  const { say, language } = office
  const form = bulkFormId(list.name)
  const matching = new URLSearchParams(queryParts({ ...query, cursor: undefined, pageSize: undefined }))
  return (
    <div role="group" aria-label={say('bulk.label')} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <PickedCount form={form} />
      <label className="flex min-h-11 items-center gap-2">
        <input
          type="checkbox"
          form={form}
          name="all"
          // An empty filter is a filter too.
          value={matching.toString() || 'search='}
          className="size-5 accent-spruce"
        />
        {say('bulk.all', { count: countOf(page, language) })}
      </label>
      {bulk.map((one) => (
        <button key={one.name} type="submit" form={form} formAction={pathOf(list.name, one)} className="button px-3">
          <Pictogram name="next" size={18} />
          {say(one.word)}
        </button>
      ))}
    </div>
  )
}
