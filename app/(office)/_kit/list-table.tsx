import Link from 'next/link'

import type { Office } from './access'
import type { Column, ListDescription, Listed, ListQuery, ListSchema } from './describe-list'
import { listAddress } from './list-address'
import type { ListAddress } from './list-filters'
import { shownColumns } from './read-list'
import { CELL, FIGURE_CELL, Table } from './table'

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  office: Office
  query: ListQuery
  address: ListAddress
  columns: readonly string[]
  page: Page
}

/** The rows of a list's page, with heads that sort. */
export function ListTable<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, query, address, page } = props
  const columns = shownColumns(list, props.columns)
  return (
    <Table caption={office.say(list.title)}>
      <thead>
        <tr>
          {columns.map(([name, column]) => (
            <ListHead key={name} {...{ column, office, query, address }} />
          ))}
        </tr>
      </thead>
      <tbody>
        {page.rows.map((row) => (
          <tr key={list.rowKey(row)} className="border-t border-bark hover:bg-birch">
            {columns.map(([name, column]) => (
              <td key={name} className={column.isFigure ? FIGURE_CELL : CELL}>
                {column.cell ? column.cell(row, office) : <bdi>{column.value(row, office)}</bdi>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

type HeadProps = {
  column: Pick<Column<unknown>, 'title' | 'sort' | 'isFigure'>
  office: Office
  query: ListQuery
  address: ListAddress
}

function ListHead({ column, office, query, address }: HeadProps) {
  const { sort, isFigure } = column
  const title = office.say(column.title)
  const place = `px-3 py-1 font-semibold ${isFigure ? 'text-end' : 'text-start'}`
  if (sort === undefined) {
    return (
      <th scope="col" className={`${place} h-11`}>
        {title}
      </th>
    )
  }
  const isSorted = query.sort === sort
  const direction = isSorted && query.direction === 'asc' ? 'desc' : 'asc'
  const ariaSort = query.direction === 'asc' ? 'ascending' : 'descending'
  const href = listAddress(address.path, { ...address.query, sort, direction, cursor: undefined })
  return (
    <th scope="col" className={place} aria-sort={isSorted ? ariaSort : undefined}>
      <Link className="link inline-flex min-h-11 items-center gap-1" href={href}>
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
