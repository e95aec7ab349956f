import { isValidElement } from 'react'

import type { Office } from './access'
import { dayOf, type Cell } from './cell'
import type { Column, ListDescription, Listed, ListQuery, ListSchema } from './describe-list'
import { listAddress } from './list-address'
import type { ListAddress } from './list-bar'
import { ListRegion } from './list-region'
import { ListRows, type Head } from './list-rows'
import { shownColumns } from './read-list'

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
  const { list, office, query, address, page, pick } = props
  const columns = shownColumns(list, props.columns)
  const title = office.say(list.title)
  const rows = page.rows.map((row) => ({
    key: list.rowKey(row),
    name: String(columns[0]?.[1].value(row, office) ?? ''),
    cells: columns.map(([, column]) => cellOf(column, row, office)),
  }))
  const heads = columns.map(([name, column]) => headOf(name, column, { office, query, address }))
  return (
    <ListRegion label={title} previous={pageAddress(address, page.previous)} next={pageAddress(address, page.next)}>
      <ListRows caption={title} heads={heads} rows={rows} pick={pick} />
    </ListRegion>
  )
}

function pageAddress({ path, query }: ListAddress, cursor: string | null): string | null {
  return cursor === null ? null : listAddress(path, { ...query, cursor })
}

function cellOf<Row>(column: Pick<Column<Row>, 'cell' | 'value' | 'isDate'>, row: Row, office: Office): Cell {
  if (column.cell) {
    const cell = column.cell(row, office)
    return isData(cell) ? cell : { is: 'node', node: cell }
  }
  const value = column.value(row, office)
  if (!column.isDate || typeof value !== 'string') return value
  return { is: 'days', days: [dayOf(value, office.language)] }
}

function isData(cell: ReturnType<NonNullable<Column<never>['cell']>>): cell is Cell {
  if (cell === null || typeof cell !== 'object') return typeof cell === 'string' || typeof cell === 'number'
  return !isValidElement(cell) && 'is' in cell
}

type Around = { office: Office; query: ListQuery; address: ListAddress }

function headOf<Row>(name: string, column: Column<Row>, { office, query, address }: Around): Head {
  const { sort, title, isFigure = false } = column
  const shared = { name, title: office.say(title), isFigure }
  if (sort === undefined) return { ...shared, sortAddress: null, sorted: null }
  const isSorted = query.sort === sort
  const direction = isSorted && query.direction === 'asc' ? 'desc' : 'asc'
  const sortAddress = listAddress(address.path, { ...address.query, sort, direction, cursor: undefined })
  const sorted = query.direction === 'asc' ? 'ascending' : 'descending'
  return { ...shared, sortAddress, sorted: isSorted ? sorted : null }
}
