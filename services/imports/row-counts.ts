import type { countRows } from '@/db/queries/imports'
import type { RowKind, RowState } from '@/domain/imports/import-states'
import type { Progress } from '@/services/runs/batch'

type Counted = Awaited<ReturnType<typeof countRows>>

export function allRows(counted: Counted): number {
  return counted.reduce((all, { rows }) => all + rows, 0)
}

export function rowsOfKind(counted: Counted, kind: RowKind): number {
  return allRows(counted.filter((one) => one.kind === kind))
}

export function rowsInState(counted: Counted, state: RowState): number {
  return allRows(counted.filter((one) => one.state === state))
}

/** The progress of work in two rounds: each row is looked at, and then done. */
export function progressOf(counted: Counted, { looked, done }: { looked: RowState; done: RowState }): Progress {
  const steps = rowsInState(counted, looked) + 2 * rowsInState(counted, done)
  return { done: Math.floor(steps / 2), total: allRows(counted), isOver: false }
}
