import type * as z from 'zod'

import type { Column, ListDescription, Listed, ListQuery, ListSchema, RowOf } from './describe-list'
import { readQuery, type Given } from './read-query'

/** Parts of a list's address that do not affect its rows. `page` is from addresses that predate cursors. */
const BESIDE = new Set(['columns', 'cursor', 'view', 'done', 'refused', 'page', 'filter'])

export type ListState<Query extends ListQuery = ListQuery> = {
  query: Query
  /** Names of the shown columns, in order. */
  columns: readonly string[]
  /** Those columns as the address has them; undefined for the default ones. */
  columnsSaid: string | undefined
  /** Parts of the address that the list no longer has, or that are invalid. */
  ignored: readonly string[]
}

/** The list query in an address. Unknown parts are left out and named in `ignored`. */
export function readList<Schema extends ListSchema>(
  list: { input: Schema; columns: Columns; usual?: () => Readonly<Record<string, string>> },
  given: Given,
  beside: readonly string[] = [],
): ListState<z.output<Schema>> {
  const { query, ignored } = readQuery(list.input, given, list.usual?.())
  const { columns, unknown } = readColumns(list.columns, given.columns)
  const usual = usualColumns(list.columns)
  const isUsual = columns.join() === usual.join()
  const strange = ignored.filter((name) => !BESIDE.has(name) && !beside.includes(name))
  return { query, columns, columnsSaid: isUsual ? undefined : columns.join(), ignored: [...strange, ...unknown] }
}

type Columns = Readonly<Record<string, Pick<Column<unknown>, 'isExtra' | 'isAction'>>>

function usualColumns(columns: Columns): string[] {
  return Object.entries(columns).flatMap(([name, { isExtra }]) => (isExtra ? [] : [name]))
}

function readColumns(all: Columns, said: string | string[] | undefined) {
  const asked = [said ?? []]
    .flat()
    .flatMap((part) => part.split(','))
    .filter(Boolean)
  const unknown = asked.filter((name) => !Object.hasOwn(all, name))
  // An address whose columns have all been removed shows the default ones.
  if (unknown.length === asked.length) return { columns: usualColumns(all), unknown }
  const isShown = ([name, { isAction }]: [string, Columns[string]], index: number) =>
    index === 0 || isAction || asked.includes(name)
  const columns = Object.entries(all)
    .filter(isShown)
    .map(([name]) => name)
  return { columns, unknown }
}

/** The shown columns of a list with their names. */
export function shownColumns<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
  names: readonly string[],
): [string, Column<RowOf<Page>, z.output<Schema>['sort']>][] {
  return Object.entries(list.columns).filter(([name]) => names.includes(name))
}
