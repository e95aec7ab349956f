import type { ReactNode } from 'react'
import type { z } from 'zod'

import { loadOrNotFound } from '@/app/_server/load-or-not-found'

import type { Office } from './access'
import { BulkBar, BulkForm, bulkFormId } from './bulk-bar'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import { ListFilters } from './list-filters'
import { ListPages } from './list-pages'
import { ListRefusal } from './list-refusal'
import { ListTable } from './list-table'
import { ListTools } from './list-tools'
import { readList } from './read-list'
import type { Given } from './read-query'
import type { KeptViews } from './saved-views'
import type { SearchAction } from './search-form'

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  office: Office
  given: Given
  /** The list's address, if it differs from its own page. */
  path?: string
  /** Values set by the page, whatever the address says. */
  fixed?: Partial<z.output<Schema>>
  /** Parts of the address that belong to the page. */
  beside?: readonly string[]
  /**
   * Receives the search by POST and redirects to the list's address; without it the search is submitted to that address
   * by GET.
   */
  searchAction?: SearchAction
  /** Hidden fields submitted with the search. */
  sent?: Readonly<Record<string, string>>
  /** Rendered between the search and the list. */
  besides?: ReactNode
  hasTools?: boolean
  kept?: KeptViews | undefined
  after?: (page: Page) => ReactNode
}

/** A list whose search, filters, order, columns and page are in the address. */
export async function DataList<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, given, path = list.path, fixed = {}, hasTools = true } = props
  const { query: said, ...state } = readList(list, given, props.beside)
  const query = { ...said, ...fixed }
  const page = await loadOrNotFound(list.load(office.actor, query))
  // Values set by the page are left out of the list's address.
  const own = Object.fromEntries(Object.entries(said).filter(([name]) => !(name in fixed)))
  const address = { path, query: { ...own, columns: state.columnsSaid } }
  const { searchAction, sent } = props
  const bulk = hasTools ? (list.bulk ?? []).filter(({ permission }) => office.may(permission)) : []
  const isPicked = bulk.length > 0 && page.rows.length > 0
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <ListRefusal {...{ office, given, ignored: state.ignored }} />
      <ListFilters {...{ list, office, query: said, address, searchAction, sent }} />
      {/* Bulk actions and list tools share a line above the list if there is space. */}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        {hasTools && (
          <div className="order-3 ms-auto max-sm:ms-0">
            <ListTools {...{ list, office, query, address, columns: state.columns, kept: props.kept }} />
          </div>
        )}
        {isPicked && <BulkForm {...{ list, bulk }} />}
        {props.besides && <div className="order-1 basis-full">{props.besides}</div>}
        {isPicked && (
          <div className="order-2 grow">
            <BulkBar {...{ list, bulk, office, query, page }} />
          </div>
        )}
      </div>
      {page.rows.length === 0 ? (
        <p className="card text-lg">{office.say(list.empty?.(query) ?? 'list.none')}</p>
      ) : (
        <ListTable
          {...{ list, office, query: said, address, columns: state.columns, page }}
          pick={isPicked ? bulkFormId(list.name) : undefined}
        />
      )}
      <ListPages {...{ office, address, page }} />
      {props.after?.(page)}
    </div>
  )
}
