import type { ReactNode } from 'react'
import type * as z from 'zod'

import { loadOrNotFound } from '@/app/_server/load-or-not-found'

import type { Office } from './access'
import { BulkBar, BulkForm, bulkFormId } from './bulk-bar'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import { EmptyList } from './empty-list'
import { FilterChips, FilterMenu, ListSearch } from './list-bar'
import { readFilters } from './list-filters'
import { ListPages } from './list-pages'
import { ListPrintHead } from './list-print-head'
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
  ownParts?: readonly string[]
  /**
   * Receives the search by POST and redirects to the list's address; without it the search is submitted to that address
   * by GET.
   */
  searchAction?: SearchAction
  /** Hidden fields submitted with the search. */
  sent?: Readonly<Record<string, string>>
  hasTools?: boolean
  kept?: KeptViews | undefined
  after?: (page: Page) => ReactNode
}

/** A list whose search, filters, order, columns and page are in the address. */
export async function DataList<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, given, path = list.path, fixed = {}, hasTools = true } = props
  const { query: said, ...state } = readList(list, given, props.ownParts)
  const query = { ...said, ...fixed }
  const page = await loadOrNotFound(list.load(office.actor, query))
  // Values set by the page are left out of the list's address.
  const own = Object.fromEntries(Object.entries(said).filter(([name]) => !(name in fixed)))
  const address = { path, query: { ...own, columns: state.columnsSaid } }
  const isFiltering = given.filter === 'open'
  const filters = await readFilters(list, office, { query, isOpen: isFiltering })
  const open = filters.filter(({ name }) => !(name in fixed))
  const { searchAction, sent } = props
  const bulk = hasTools ? (list.bulk ?? []).filter(({ permission }) => office.may(permission)) : []
  const isPicked = bulk.length > 0 && page.rows.length > 0
  const isTitled = props.path === undefined
  return (
    <div className="list">
      {isTitled && <ListPrintHead {...{ list, office, filters, page }} search={query.search} />}
      <ListRefusal {...{ office, given, ignored: state.ignored }} />
      <div className="list-bar no-print">
        <ListSearch {...{ list, office, query: said, filters: open, address, searchAction, sent }} />
        <FilterMenu {...{ list, office, filters: open, address }} isOpen={isFiltering} />
        <FilterChips {...{ office, filters: open, address }} />
        {hasTools && <ListTools {...{ list, office, query, address, columns: state.columns, kept: props.kept }} />}
      </div>
      {isPicked && <BulkForm {...{ list, bulk }} />}
      {page.rows.length === 0 ? (
        <EmptyList {...{ list, office, query, address }} />
      ) : (
        <ListTable
          {...{ list, office, query: said, address, columns: state.columns, page }}
          pick={isPicked ? bulkFormId(list.name) : undefined}
        />
      )}
      <div className="list-foot no-print">
        {isPicked && <BulkBar {...{ list, bulk, office, query, page }} />}
        <ListPages {...{ office, address, page }} />
        {props.after?.(page)}
      </div>
    </div>
  )
}
