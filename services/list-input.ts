import * as z from 'zod'

import type { Paging, Position } from '@/db/queries/paging'
import { lineOrNothing, token } from '@/protocol/bounded'

import { openCursor, sealCursor } from './list-cursor'

const PAGE_SIZE = 25
const PAGE_SIZE_MAX = 200
const SEARCH_MAX = 100
const CURSOR_MAX = 1_000

/** Schema of a list's input: search, sort (the first key is the default), direction, page and filters. */
export function listInput<const Sorts extends readonly [string, ...string[]], Filters extends z.ZodRawShape>(
  sorts: Sorts,
  filters: Filters,
) {
  return z.strictObject({
    search: lineOrNothing(SEARCH_MAX).default(''),
    sort: z.enum(sorts).default(() => sorts[0]),
    direction: z.enum(['asc', 'desc']).default('asc'),
    /** The cursor of the page; an unreadable one means the start. */
    cursor: token(CURSOR_MAX).optional(),
    pageSize: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE),
    ...filters,
  })
}

type Asked<Sort extends string> = {
  search: string
  sort: Sort
  direction: 'asc' | 'desc'
  cursor?: string | undefined
  pageSize: number
}
type Found = { rows: readonly unknown[]; previous: Position | null; next: Position | null }

/**
 * Returns the requested page with the cursors of its neighbours. A page that has become empty, or that has room for
 * rows from before its start, is returned as the first page.
 */
export async function answerPage<Sort extends string, Page extends Found>(
  asked: Asked<Sort>,
  find: (paging: Paging<Sort>) => Promise<Page>,
): Promise<Omit<Page, 'previous' | 'next'> & { rows: Page['rows']; previous: string | null; next: string | null }> {
  const { search, sort, direction, pageSize } = asked
  const paging = { search, sort, direction, pageSize, from: openCursor(asked) }
  const found = await find(paging)
  const isShort = found.rows.length < pageSize && found.previous === null
  const page = paging.from && (found.rows.length === 0 || isShort) ? await find({ ...paging, from: null }) : found
  const seal = (position: Position | null, toward: 'next' | 'previous') =>
    position && sealCursor({ ...position, toward }, asked)
  return { ...page, previous: seal(page.previous, 'previous'), next: seal(page.next, 'next') }
}
