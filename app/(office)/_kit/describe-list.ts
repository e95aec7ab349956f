import type { ReactNode } from 'react'
import type * as z from 'zod'

import type { StaffActor } from '@/domain/people/actor'
import type { Permission } from '@/domain/people/permissions'

import type { Office } from './access'
import type { Cell } from './cell'
import type { ListBulk } from './describe-bulk'
import type { Choice } from './field-spec'
import type { OfficeKey } from './office-key'

/** The input that every list has besides its filters. */
export type ListQuery = {
  search: string
  sort: string
  direction: 'asc' | 'desc'
  cursor?: string | undefined
  pageSize: number
}
export type ListSchema = z.ZodObject & z.ZodType<ListQuery>

/** A page of a list as returned by its service; `total` is capped. */
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
  /** The sort key of the column's header; without it the column cannot be sorted. */
  sort?: Sort
  /** Right-aligned, with digits of equal width. */
  isFigure?: boolean
  /** A date as 2026-11-26, shown with its weekday. */
  isDate?: boolean
  /** Hidden by default. */
  isExtra?: boolean
  /** Contains a row's actions: always shown, never exported. */
  isAction?: boolean
  /** The value in an export, and on the page if the column has no cell. */
  value: (row: Row, office: Office) => string | number | null
  /** What the page shows in its place: data, or elements where data cannot say it. */
  cell?: (row: Row, office: Office) => Cell | ReactNode
}

/** A filter beside the search: a date if the schema has one, otherwise a choice. */
type Filter = { label: OfficeKey; choices?: (office: Office) => readonly Choice[] | Promise<readonly Choice[]> }

type FilterName<Schema extends ListSchema> = Exclude<keyof z.output<Schema>, keyof ListQuery> & string

export type ListDescription<Schema extends ListSchema, Page extends Listed> = {
  /** Names the list in saved views, exports and the audit; it must not change when the list's texts do. */
  name: string
  path: string
  permission: Permission
  title: OfficeKey
  text?: OfficeKey
  /** Without it the list has no search. */
  searchLabel?: OfficeKey
  /** Shown instead of an empty list, if there is more to say: when none match the filter, and when there are none. */
  empty?: { none?: OfficeKey; noneYet?: OfficeKey }
  input: Schema
  load: (actor: StaffActor, input: z.output<Schema>) => Promise<Page>
  rowKey: (row: RowOf<Page>) => string | number
  filters?: { [Name in FilterName<Schema>]?: Filter }
  /** The query of an empty address. */
  usual?: () => Readonly<Record<string, string>>
  /** The page for adding one, under the list's path. */
  add?: { permission: Permission; word: OfficeKey }
  /** Bulk actions, for those who may use them. */
  bulk?: readonly ListBulk[]
  /** By their names in the address; the first is always shown. */
  columns: Readonly<Record<string, Column<RowOf<Page>, z.output<Schema>['sort']>>>
}

/** One description of an office list: its page, its address, its export and its saved views are derived from it. */
export function describeList<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
): ListDescription<Schema, Page> {
  return list
}
