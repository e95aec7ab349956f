import { asc, desc, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/** Which rows of a list are wanted, in which order. `page` begins at 1. */
export type Paging<Sort extends string> = {
  search: string
  sort: Sort
  direction: 'asc' | 'desc'
  page: number
  pageSize: number
}

/** Orders text as Swedish does. */
export function inSwedish(column: SQLWrapper): SQL {
  return sql`${column} collate "sv-x-icu"`
}

/** A pattern for ILIKE that finds `search` anywhere, with its own wildcards taken literally. */
export function containing(search: string): string {
  return `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

/** ORDER BY, LIMIT and OFFSET of a list; `id` comes last, so that pages do not overlap. */
export function pageOf<Sort extends string>(
  paging: Paging<Sort>,
  columns: Record<Sort, SQLWrapper>,
  id: SQLWrapper,
): { orderBy: SQL[]; limit: number; offset: number } {
  const column = columns[paging.sort]
  return {
    orderBy: [paging.direction === 'asc' ? asc(column) : desc(column), asc(id)],
    limit: paging.pageSize,
    offset: (paging.page - 1) * paging.pageSize,
  }
}
