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
  /** The form that the rows' checkboxes belong to; without it rows have none. */
  pick?: string | undefined
}

/** The rows of a list's page, with sortable headers. */
export function ListTable<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, query, address, page } = props
  const columns = shownColumns(list, props.columns)
  const nameOf = (row: Page['rows'][number]) => String(columns[0]?.[1].value(row, office) ?? '')
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
            {columns.map(([name, column], index) => (
              <td key={name} className={column.isFigure ? FIGURE_CELL : CELL}>
                {index === 0 && props.pick ? (
                  <span className="flex items-baseline gap-3">
                    <input
                      type="checkbox"
                      form={props.pick}
                      name="id"
                      value={list.rowKey(row)}
                      aria-label={office.say('bulk.pick', { name: nameOf(row) })}
                      autoComplete="off"
                      className="no-print size-5 shrink-0 translate-y-1 accent-spruce"
                    />
                    <span className="min-w-0">{cellOf(column, row, office)}</span>
                  </span>
                ) : (
                  cellOf(column, row, office)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function cellOf<Row>(column: Pick<Column<Row>, 'cell' | 'value'>, row: Row, office: Office) {
  return column.cell ? column.cell(row, office) : <bdi>{column.value(row, office)}</bdi>
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
