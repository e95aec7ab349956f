import Form from 'next/form'
import Link from 'next/link'
import type { ReactNode } from 'react'

import { getTranslation } from '@/app/_server/i18n'

import { listAddress, type ListQuery } from './list-address'
import { SearchForm, type SearchAction } from './search-form'
import { CELL, FIGURE_CELL, Table } from './table'
import { Pictogram } from '@/app/_components/pictogram'

export type Column<Row> = {
  key: string
  title: string
  isSortable?: boolean
  /** Figures stand at the end of their column, in digits of one width. */
  isFigure?: boolean
  cell: (row: Row) => ReactNode
}

type Props<Row> = {
  caption: string
  path: string
  query: ListQuery & Readonly<Record<string, unknown>>
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  total: number
  rowKey: (row: Row) => string | number
  /** Without it the list has no search. */
  searchLabel?: string
  /** Takes the search by post and leads to the list's address; without it the search goes there by itself. */
  searchAction?: SearchAction
  filters?: ReactNode
  /** Stands between the search and the list. */
  besides?: ReactNode
  empty: string
}

/** A list whose search, filters, order and page stand in the address. */
export async function DataList<Row>(props: Props<Row>) {
  const { caption, rows, columns, query, path, rowKey, empty } = props
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {(props.searchLabel !== undefined || props.filters !== undefined) && <ListFilters {...props} />}
      {props.besides}
      {rows.length === 0 ? (
        <p className="card text-lg">{empty}</p>
      ) : (
        <Table caption={caption}>
          <thead>
            <tr>
              {columns.map((column) => (
                <ListHead key={column.key} column={column} query={query} path={path} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} className="border-t border-bark hover:bg-birch">
                {columns.map((column) => (
                  <td key={column.key} className={column.isFigure ? FIGURE_CELL : CELL}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <ListPages {...props} />
    </div>
  )
}

type HeadProps<Row> = Pick<Props<Row>, 'query' | 'path'> & { column: Column<Row> }

function ListHead<Row>({ column, query, path }: HeadProps<Row>) {
  const { key, title, isSortable, isFigure } = column
  const place = `px-3 py-1 font-semibold ${isFigure ? 'text-end' : 'text-start'}`
  if (!isSortable) {
    return (
      <th scope="col" className={`${place} h-11`}>
        {title}
      </th>
    )
  }
  const isSorted = query.sort === key
  const direction = isSorted && query.direction === 'asc' ? 'desc' : 'asc'
  const ariaSort = query.direction === 'asc' ? 'ascending' : 'descending'
  return (
    <th scope="col" className={place} aria-sort={isSorted ? ariaSort : undefined}>
      <Link
        className="link inline-flex min-h-11 items-center gap-1"
        href={listAddress(path, { ...query, sort: key, direction, page: 1 })}
      >
        {title}
        {isSorted && (
          <span aria-hidden="true" className="font-[sans-serif]">
            {query.direction === 'asc' ? '↑' : '↓'}
          </span>
        )}
      </Link>
    </th>
  )
}

async function ListFilters<Row>({ path, query, searchLabel, searchAction, filters }: Props<Row>) {
  const { t } = await getTranslation()
  const rest = (
    <>
      {filters}
      <input type="hidden" name="sort" value={query.sort} />
      <input type="hidden" name="direction" value={query.direction} />
      <div className="flex items-center gap-3">
        <button type="submit" className="button">
          <Pictogram name="search" />
          {t('office:list.search')}
        </button>
        <Link className="link inline-flex min-h-11 items-center whitespace-nowrap" href={`${path}?search=`}>
          {t('office:list.clear')}
        </Link>
      </div>
    </>
  )
  if (searchAction && searchLabel !== undefined) {
    return (
      <SearchForm key={JSON.stringify(query)} action={searchAction} label={searchLabel} search={query.search}>
        {rest}
      </SearchForm>
    )
  }
  return (
    <Form key={JSON.stringify(query)} action={path} role="search" className="flex flex-wrap items-end gap-3">
      {searchLabel !== undefined && (
        <label className="flex min-w-0 grow basis-56 flex-col gap-1 font-semibold">
          {searchLabel}
          <input
            type="search"
            name="search"
            defaultValue={query.search}
            maxLength={100}
            className="field font-normal"
          />
        </label>
      )}
      {rest}
    </Form>
  )
}

async function ListPages<Row>({ path, query, total }: Props<Row>) {
  const { t } = await getTranslation()
  const pages = Math.max(1, Math.ceil(total / query.pageSize))
  const to = (page: number) => listAddress(path, { ...query, page })
  if (total === 0) return null
  return (
    <nav aria-label={t('office:list.pages')} className="flex flex-wrap items-center gap-3">
      {query.page > 1 && (
        <Link className="button" href={to(query.page - 1)} rel="prev">
          {t('office:list.previous')}
        </Link>
      )}
      <span className="tabular-nums">
        {t('office:list.total', { count: total })}
        {pages > 1 && ` · ${t('office:list.page', { page: query.page, pages })}`}
      </span>
      {query.page < pages && (
        <Link className="button" href={to(query.page + 1)} rel="next">
          {t('office:list.next')}
        </Link>
      )}
    </nav>
  )
}
