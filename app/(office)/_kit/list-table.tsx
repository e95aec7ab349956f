import type { Office } from './access'
import { Day } from './dates'
import type { Column, ListDescription, Listed, ListQuery, ListSchema } from './describe-list'
import { listAddress } from './list-address'
import type { ListAddress } from './list-bar'
import { ListRegion } from './list-region'
import { shownColumns } from './read-list'
import { SelectAll } from './select-all'

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
  const nameOf = (row: Page['rows'][number]) => String(columns[0]?.[1].value(row, office) ?? '')
  const title = office.say(list.title)
  return (
    <ListRegion label={title} previous={pageAddress(address, page.previous)} next={pageAddress(address, page.next)}>
      <table className="list-table">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {columns.map(([name, column], index) => (
              <ListHead key={name} {...{ column, office, query, address }} pick={index === 0 ? pick : undefined} />
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <tr key={list.rowKey(row)} data-key={list.rowKey(row)} tabIndex={-1}>
              {columns.map(([name, column], index) => (
                <td key={name} className={column.isFigure ? 'list-figure' : undefined}>
                  {index === 0 && pick && (
                    <input
                      type="checkbox"
                      form={pick}
                      name="id"
                      value={list.rowKey(row)}
                      aria-label={office.say('bulk.pick', { name: nameOf(row) })}
                      autoComplete="off"
                      className="list-pick"
                    />
                  )}
                  {cellOf(column, row, office)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ListRegion>
  )
}

function pageAddress({ path, query }: ListAddress, cursor: string | null): string | null {
  return cursor === null ? null : listAddress(path, { ...query, cursor })
}

function cellOf<Row>(column: Pick<Column<Row>, 'cell' | 'value' | 'isDate'>, row: Row, office: Office) {
  if (column.cell) return column.cell(row, office)
  const value = column.value(row, office)
  if (column.isDate && typeof value === 'string') return <Day on={value} language={office.language} />
  return value
}

type HeadProps = {
  column: Pick<Column<unknown>, 'title' | 'sort' | 'isFigure'>
  office: Office
  query: ListQuery
  address: ListAddress
  pick: string | undefined
}

function ListHead({ column, office, query, address, pick }: HeadProps) {
  const { sort, isFigure } = column
  const isSorted = sort !== undefined && query.sort === sort
  const ariaSort = query.direction === 'asc' ? 'ascending' : 'descending'
  const title = <HeadTitle {...{ column, office, query, address }} />
  return (
    <th
      scope="col"
      className={`font-semibold ${isFigure ? 'text-end' : 'text-start'}`}
      aria-sort={isSorted ? ariaSort : undefined}
    >
      {pick === undefined ? (
        title
      ) : (
        <span className="flex items-center gap-3">
          <SelectAll form={pick} />
          {title}
        </span>
      )}
    </th>
  )
}

function HeadTitle({ column: { sort, title }, office, query, address }: Omit<HeadProps, 'pick'>) {
  if (sort === undefined) return <span>{office.say(title)}</span>
  const isSorted = query.sort === sort
  const direction = isSorted && query.direction === 'asc' ? 'desc' : 'asc'
  const href = listAddress(address.path, { ...address.query, sort, direction, cursor: undefined })
  return (
    // oxlint-disable-next-line nextjs/no-html-link-for-pages
    <a className="list-sort" href={href}>
      {office.say(title)}
      {isSorted && (
        <span aria-hidden="true" className="font-[sans-serif]">
          {query.direction === 'asc' ? '↑' : '↓'}
        </span>
      )}
    </a>
  )
}
