import { z } from 'zod'
import { lineOrNothing } from '@/protocol/bounded'

const PAGE_SIZE = 25
const PAGE_SIZE_MAX = 200
const PAGE_MAX = 100_000
const SEARCH_MAX = 100

/** Schema of a list's input: search, sort (the first one named is the default), direction, page and filters. */
export function listInput<const Sorts extends readonly [string, ...string[]], Filters extends z.ZodRawShape>(
  sorts: Sorts,
  filters: Filters,
) {
  return z.strictObject({
    search: lineOrNothing(SEARCH_MAX).default(''),
    sort: z.enum(sorts).default(() => sorts[0]),
    direction: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).max(PAGE_MAX).default(1),
    pageSize: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE),
    ...filters,
  })
}
