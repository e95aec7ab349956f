/** What a run does: the steps of an import of people. */
export const RUN_KINDS = ['import.read', 'import.plan', 'import.apply', 'import.undo'] as const
export type RunKind = (typeof RUN_KINDS)[number]

export type RunState = 'waiting' | 'running' | 'done' | 'failed'
