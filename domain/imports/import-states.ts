/**
 * The steps of an import, in order: its file is read, its columns are chosen, a plan is made and shown, and the very plan
 * is applied or undone. While one of the steps ends in -ing a run is at work.
 */
export const IMPORT_STATES = [
  'reading',
  'read',
  'planning',
  'planned',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** What happens with a row: somebody is added, changed, already the same, or it is refused. */
export const ROW_KINDS = ['add', 'change', 'same', 'refused'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** How far a row has come. `checked` rows were found unchanged before the first one is touched. */
export type RowState = 'read' | 'planned' | 'checked' | 'applied' | 'undoable' | 'undone'
