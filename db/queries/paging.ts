import { and, asc, count, desc, isNotNull, isNull, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

import type { Transaction } from '@/db/client'

/** Where a page begins or ends: the value that its list is sorted by, as text, and the row's id. */
export type Position = { value: string | null; id: string }

/** Which rows of a list are wanted, in which order. `from` is the row beside the page; null begins at the start. */
export type Paging<Sort extends string> = {
  search: string
  sort: Sort
  direction: 'asc' | 'desc'
  pageSize: number
  from: (Position & { toward: 'next' | 'previous' }) | null
}

/** An expression that a list can be sorted by, and the type in which its values are compared. */
export type SortKey = { by: SQLWrapper; as: 'text' | 'numeric' | 'date' | 'timestamptz' }

/** Up to so many rows a list counts; whether there are more is all it says then. */
export const COUNT_MAX = 1_000

/** Orders text as Swedish does. */
export function inSwedish(column: SQLWrapper): SQL {
  return sql`${column} collate "sv-x-icu"`
}

/** A pattern for ILIKE that finds `search` anywhere, with its own wildcards taken literally. */
export function containing(search: string): string {
  return `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

type Keys<Sort extends string> = {
  sorts: Readonly<Record<Sort, SortKey>>
  id: SQLWrapper
  /** Type of the id; `uuid` unless it says otherwise. */
  idAs?: 'uuid' | 'bigint'
}

/**
 * What makes a query answer one page: a condition for the rows beyond `paging.from`, their order, one row more than
 * the page holds, and what each row's position is read from. Rows without a value come last in either direction; among
 * equal values the id decides, so no row is in two pages and none in no page, whatever is inserted meanwhile.
 */
export function pageOf<Sort extends string>(paging: Paging<Sort>, { sorts, id, idAs = 'uuid' }: Keys<Sort>) {
  const key = sorts[paging.sort]
  const isBack = paging.from?.toward === 'previous'
  const isRising = (paging.direction === 'asc') !== isBack
  const value = isRising ? asc(key.by) : desc(key.by)
  return {
    position: { sortValue: sql<string | null>`(${key.by})::text`, rowId: sql<string>`(${id})::text` },
    where: paging.from ? beyond({ key, id, idAs, isBack, isRising }, paging.from) : undefined,
    orderBy: [isBack ? sql`${value} nulls first` : sql`${value} nulls last`, isBack ? desc(id) : asc(id)],
    limit: paging.pageSize + 1,
  }
}

type Beyond = { key: SortKey; id: SQLWrapper; idAs: string; isBack: boolean; isRising: boolean }

function beyond({ key, id, idAs, isBack, isRising }: Beyond, from: Position): SQL | undefined {
  const fromId = sql`${from.id}::${sql.raw(idAs)}`
  const isBeyondId = isBack ? sql`${id} < ${fromId}` : sql`${id} > ${fromId}`
  if (from.value === null) {
    const isOfSame = and(isNull(key.by), isBeyondId)
    return isBack ? or(isNotNull(key.by), isOfSame) : isOfSame
  }
  const fromValue = sql`${from.value}::${sql.raw(key.as)}`
  const isFurther = isRising ? sql`${key.by} > ${fromValue}` : sql`${key.by} < ${fromValue}`
  const isOfSame = and(sql`${key.by} = ${fromValue}`, isBeyondId)
  return isBack ? or(isFurther, isOfSame) : or(isFurther, isOfSame, isNull(key.by))
}

type Placed = { sortValue: string | null; rowId: string }

/** The page in what its query found, and the positions of the pages before and after it. */
function foundPage<Row extends Placed>(paging: Pick<Paging<string>, 'pageSize' | 'from'>, found: Row[]) {
  const isBack = paging.from?.toward === 'previous'
  const hasMore = found.length > paging.pageSize
  const kept = found.slice(0, paging.pageSize)
  const placed = isBack ? kept.toReversed() : kept
  const first = positionOf(placed[0])
  const last = positionOf(placed.at(-1))
  return {
    rows: placed.map(({ sortValue: _value, rowId: _id, ...row }) => row),
    previous: (isBack ? hasMore : paging.from !== null) ? first : null,
    next: isBack || hasMore ? last : null,
  }
}

function positionOf(row: Placed | undefined): Position | null {
  return row ? { value: row.sortValue, id: row.rowId } : null
}

type Page = ReturnType<typeof pageOf>
/** A query with the condition of a page, or with none; both have the same rows otherwise. */
type Select<Row> = (beyond?: SQL) => {
  orderBy: (...by: SQL[]) => { limit: (most: number) => PromiseLike<Row[]> }
  limit: (most: number) => SQLWrapper
}

/** Runs a list's query for one page, and counts what it would answer without one. */
export async function findPage<Row extends Placed>(
  tx: Transaction,
  { paging, page, select }: { paging: Pick<Paging<string>, 'pageSize' | 'from'>; page: Page; select: Select<Row> },
) {
  const rows = await select(page.where)
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return { ...foundPage(paging, rows), ...(await countUpTo(tx, select())) }
}

/** Counts what a query would answer, up to `COUNT_MAX`. */
async function countUpTo(
  tx: Transaction,
  rows: { limit: (most: number) => SQLWrapper },
): Promise<{ total: number; isCapped: boolean }> {
  const [counted] = await tx.select({ total: count() }).from(sql`(${rows.limit(COUNT_MAX + 1)}) counted`)
  const total = counted?.total ?? 0
  return { total: Math.min(total, COUNT_MAX), isCapped: total > COUNT_MAX }
}
