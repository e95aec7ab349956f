import type { ReactNode } from 'react'
import type { z } from 'zod'

import type { StaffActor } from '@/domain/people/actor'
import type { Permission } from '@/domain/people/permissions'

import type { Office } from './access'
import type { ListBulk } from './describe-bulk'
import type { Choice } from './field-spec'
import type { OfficeKey } from './office-key'

/** What every list's input asks for beside its filters. */
export type ListQuery = {
  search: string
  sort: string
  direction: 'asc' | 'desc'
  cursor?: string | undefined
  pageSize: number
}
export type ListSchema = z.ZodObject & z.ZodType<ListQuery>

/** A page of a list as its service answers it; `total` ends where counting does. */
export type Listed = {
  rows: readonly unknown[]
  total: number
  isCapped: boolean
  previous: string | null
  next: string | null
}
export type RowOf<Page extends Listed> = Page['rows'][number]

export type Column<Row, Sort extends string = string> = {
  title: OfficeKey
  /** What the list is sorted by when the head is chosen; without it the column sorts nothing. */
  sort?: Sort
  /** Figures stand at the end of their column, in digits of one width. */
  isFigure?: boolean
  /** Shown only when somebody chooses it. */
  isExtra?: boolean
  /** Holds what can be done with the row: always shown, never exported. */
  isAction?: boolean
  /** What stands in an export, and on the page where the column has no cell. */
  value: (row: Row, office: Office) => string | number | null
  cell?: (row: Row, office: Office) => ReactNode
}

/** A filter beside the search: a date where the schema has one, otherwise one of several choices. */
type Filter = { label: OfficeKey; choices?: (office: Office) => readonly Choice[] | Promise<readonly Choice[]> }

type FilterName<Schema extends ListSchema> = Exclude<keyof z.output<Schema>, keyof ListQuery> & string

export type ListDescription<Schema extends ListSchema, Page extends Listed> = {
  /** Names the list in saved views, exports and the log; it stays when the list's words change. */
  name: string
  path: string
  permission: Permission
  title: OfficeKey
  text?: OfficeKey
  /** Without it the list has no search. */
  searchLabel?: OfficeKey
  /** What stands in place of no rows, where there is more to say than that. */
  empty?: (query: z.output<Schema>) => OfficeKey
  input: Schema
  load: (actor: StaffActor, input: z.output<Schema>) => Promise<Page>
  rowKey: (row: RowOf<Page>) => string | number
  filters?: { [Name in FilterName<Schema>]?: Filter }
  /** The query of an address that says nothing. */
  usual?: () => Readonly<Record<string, string>>
  /** The page where one more is added, under the list's own path. */
  add?: { permission: Permission; word: OfficeKey }
  /** What can be done to many rows, for whoever may. */
  bulk?: readonly ListBulk[]
  /** By their names in the address; the first is always shown. */
  columns: Readonly<Record<string, Column<RowOf<Page>, z.output<Schema>['sort']>>>
}

/** A list of the office, said once: its page, its address, its export and its saved views are all made from this. */
export function describeList<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
): ListDescription<Schema, Page> {
  return list
}
