import { and, asc, count, desc, isNotNull, isNull, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

import type { Transaction } from '@/db/client'

/** Where a page starts or ends: the value that its list is sorted by, as text, and the row's id. */
export type Position = { value: string | null; id: string }

/** The requested rows of a list and their order. `from` is the row next to the page; null means the start. */
export type Paging<Sort extends string> = {
  search: string
  sort: Sort
  direction: 'asc' | 'desc'
  pageSize: number
  from: (Position & { toward: 'next' | 'previous' }) | null
}

/**
 * A sort expression of a list, the type in which its values are compared, and whether a row can be without a value.
 * Without such rows an index on the expression gives the page in its order.
 */
export type SortKey = { by: SQLWrapper; as: 'text' | 'numeric' | 'bigint' | 'date' | 'timestamptz'; isNullable?: true }

/** The largest number of rows that a list counts; beyond it the list only says that there are more. */
export const COUNT_MAX = 1_000

/** An ILIKE pattern that finds `search` anywhere, with its wildcards escaped. */
export function containing(search: string): string {
  return `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

type Keys<Sort extends string> = {
  sorts: Readonly<Record<Sort, SortKey>>
  id: SQLWrapper
  /** Type of the id; the default is `uuid`. */
  idAs?: 'uuid' | 'bigint'
}

/**
 * The parts of a query for one page: a condition for the rows beyond `paging.from`, their order, one row more than the
 * page holds, and the columns of each row's position. Rows without a value come last in either direction; among equal
 * values the id decides, so every row is on exactly one page, whatever is inserted meanwhile.
 */
export function pageOf<Sort extends string>(paging: Paging<Sort>, { sorts, id, idAs = 'uuid' }: Keys<Sort>) {
  const key = sorts[paging.sort]
  const isBack = paging.from?.toward === 'previous'
  const isRising = (paging.direction === 'asc') !== isBack
  const value = isRising ? asc(key.by) : desc(key.by)
  return {
    position: { sortValue: sql<string | null>`(${key.by})::text`, rowId: sql<string>`(${id})::text` },
    where: paging.from ? beyond({ key, id, idAs, isBack, isRising }, paging.from) : undefined,
    orderBy: [key.isNullable ? withNulls(value, isBack) : value, isBack ? desc(id) : asc(id)],
    limit: paging.pageSize + 1,
  }
}

function withNulls(value: SQL, isBack: boolean): SQL {
  return isBack ? sql`${value} nulls first` : sql`${value} nulls last`
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
  if (!key.isNullable) {
    // The range first, because an index is searched for a range and not for alternatives.
    const isInRange = isRising ? sql`${key.by} >= ${fromValue}` : sql`${key.by} <= ${fromValue}`
    return and(isInRange, or(isFurther, isBeyondId))
  }
  const isOfSame = and(sql`${key.by} = ${fromValue}`, isBeyondId)
  return isBack ? or(isFurther, isOfSame) : or(isFurther, isOfSame, isNull(key.by))
}

type Placed = { sortValue: string | null; rowId: string }

/** The page from the query's rows, and the positions of the pages before and after it. */
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
/** A query with or without the condition of a page; otherwise both return the same rows. */
type Select<Row> = (beyond?: SQL) => {
  orderBy: (...by: SQL[]) => { limit: (most: number) => PromiseLike<Row[]> }
  limit: (most: number) => SQLWrapper
}

/** Runs a list's query for one page, and counts the rows of the whole list. */
export async function findPage<Row extends Placed>(
  tx: Transaction,
  { paging, page, select }: { paging: Pick<Paging<string>, 'pageSize' | 'from'>; page: Page; select: Select<Row> },
) {
  const rows = await select(page.where)
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return { ...foundPage(paging, rows), ...(await countUpTo(tx, select())) }
}

/** Counts a query's rows, up to `COUNT_MAX`. */
async function countUpTo(
  tx: Transaction,
  rows: { limit: (most: number) => SQLWrapper },
): Promise<{ total: number; isCapped: boolean }> {
  const [counted] = await tx.select({ total: count() }).from(sql`(${rows.limit(COUNT_MAX + 1)}) counted`)
  const total = counted?.total ?? 0
  return { total: Math.min(total, COUNT_MAX), isCapped: total > COUNT_MAX }
}
