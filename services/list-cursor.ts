import * as z from 'zod'

import type { Paging } from '@/db/queries/paging'
import { seal, unseal } from '@/services/people/seal'

type Order = { sort: string; direction: 'asc' | 'desc' }
type From = NonNullable<Paging<string>['from']>

const fromSchema = z.strictObject({
  value: z.string().nullable(),
  id: z.string(),
  toward: z.enum(['next', 'previous']),
})

/**
 * A list position for use in an address. It is encrypted, because the value that a list is sorted by can be a person's
 * name, and addresses end up in browser histories and proxy logs.
 */
export function sealCursor(from: From, order: Order): string {
  return seal(JSON.stringify(from), contextOf(order)).toString('base64url')
}

/** The position in a cursor; null when it is not one of ours, or belongs to a list in another order. */
export function openCursor({ cursor, ...order }: Order & { cursor?: string | undefined }): From | null {
  if (cursor === undefined || cursor === '') return null
  try {
    return fromSchema.parse(JSON.parse(unseal(Buffer.from(cursor, 'base64url'), contextOf(order))))
  } catch {
    // Whatever the error, the list starts at its beginning.
    return null
  }
}

function contextOf({ sort, direction }: Order): string {
  return `list-cursor ${sort} ${direction}`
}
