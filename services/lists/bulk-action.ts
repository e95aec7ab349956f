import { createHash } from 'node:crypto'

import type * as z from 'zod'

import { withActor, withSavepoint, type Transaction } from '@/db/client'
import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed, type Permission } from '@/domain/people/permissions'

/** The most rows that one preview lists and one transaction changes. */
export const BULK_MAX = 200

/** A row as found: its name, why it cannot be changed, and its state at that moment. */
export type FoundRow = { id: string; name: string; refusal: ErrorCode | null; state: readonly unknown[] }

/** An action on many rows of a list. `look` and `apply` find only what the actor may see. */
export type BulkAction<Schema extends z.ZodObject> = {
  permission: Permission
  /** The input besides the rows. */
  input: Schema
  /** The existing rows, in the list's order. With `lock` they cannot change until the transaction ends. */
  look: (
    tx: Transaction,
    asked: { actor: StaffActor; ids: readonly string[]; input: z.output<Schema>; lock: boolean },
  ) => Promise<FoundRow[]>
  /** Applies the action to one row, with its audit entry. @throws DomainError when it turns out to be impossible. */
  apply: (tx: Transaction, asked: { actor: StaffActor; id: string; input: z.output<Schema> }) => Promise<void>
}

/** A row of a preview. `seen` is the state that was shown; the run changes the row only in that state. */
export type PreviewedRow = { id: string; name: string; refusal: ErrorCode | null; seen: string }

type Chosen<Schema extends z.ZodObject> = { actor: StaffActor; ids: readonly string[]; input: z.output<Schema> }

/**
 * The rows that a bulk action would change, and those that it would not, with the reasons. Rows that the actor cannot
 * see are only counted.
 * @throws DomainError `access.not-allowed`, `lists.too-many-chosen`.
 */
export async function previewBulk<Schema extends z.ZodObject>(
  action: BulkAction<Schema>,
  { actor, ids, input }: Chosen<Schema>,
): Promise<{ rows: PreviewedRow[]; missing: number }> {
  assertAllowed(actor, action.permission)
  const unique = uniqueOf(ids)
  const found = await withActor(actor, (tx) => action.look(tx, { actor, ids: unique, input, lock: false }))
  const rows = found.map(({ id, name, refusal, state }) => ({ id, name, refusal, seen: seenIn(state) }))
  return { rows, missing: unique.length - rows.length }
}

type Previewed<Schema extends z.ZodObject> = {
  actor: StaffActor
  rows: readonly Pick<PreviewedRow, 'id' | 'seen'>[]
  input: z.output<Schema>
}
/** Rows by id too: namesakes are two rows. */
export type BulkOutcome = {
  done: { id: string; name: string }[]
  skipped: { id: string; name: string; code: ErrorCode }[]
  missing: number
}

/**
 * Runs a previewed action in one transaction: each row is read again under a lock, and rows that have changed since, or
 * are now refused, are skipped and named.
 * @throws DomainError `access.not-allowed`, `lists.too-many-chosen`, `lists.nothing-chosen`.
 */
export async function runBulk<Schema extends z.ZodObject>(
  action: BulkAction<Schema>,
  { actor, rows, input }: Previewed<Schema>,
): Promise<BulkOutcome> {
  assertAllowed(actor, action.permission)
  const seen = new Map(rows.map((row) => [row.id, row.seen]))
  const ids = uniqueOf([...seen.keys()])
  if (ids.length === 0) throw new DomainError('lists.nothing-chosen')
  return withActor(actor, async (tx) => {
    const found = await action.look(tx, { actor, ids, input, lock: true })
    const outcome: BulkOutcome = { done: [], skipped: [], missing: ids.length - found.length }
    for (const row of found) {
      const isAsSeen = seen.get(row.id) === seenIn(row.state)
      const code =
        row.refusal ??
        (isAsSeen
          ? await tryApply(tx, (inner) => action.apply(inner, { actor, id: row.id, input }))
          : 'lists.changed-meanwhile')
      const { id, name } = row
      if (code === null) outcome.done.push({ id, name })
      else outcome.skipped.push({ id, name, code })
    }
    return outcome
  })
}

/** A refused row does not roll back the others. */
async function tryApply(tx: Transaction, apply: (inner: Transaction) => Promise<void>): Promise<ErrorCode | null> {
  try {
    await withSavepoint(tx, apply)
    return null
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

function uniqueOf(ids: readonly string[]): string[] {
  const unique = [...new Set(ids)].toSorted()
  if (unique.length > BULK_MAX) throw new DomainError('lists.too-many-chosen', { most: BULK_MAX })
  return unique
}

function seenIn(state: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)
}
