import type { Span } from '../time'
import { LESSON_FACT_KINDS, type LessonFactKind } from './vocabulary'

/** What a media server reported about the lesson itself. */
export type LessonFact = { id: string; kind: LessonFactKind; atMs: number }

/** A stretch of a lesson with the ids of the facts that open and close it. */
export type LessonStretch = Span & { factIds: string[] }

export type LessonStretches = {
  /** Breaks as they were held, also short ones; `countedBreaks` says which of them count. */
  breaks: LessonStretch[]
  /** When the communicator was disconnected for so long that the lesson was suspended. */
  suspensions: LessonStretch[]
  /** From an end that was a mistake until the lesson went on: nobody taught. */
  interruptions: LessonStretch[]
}

/**
 * When a lesson that ended at `endedAtMs` was in a break, suspended, or over by mistake, in order and without overlap within each kind. A
 * stretch without a closing fact lasts until the lesson's end. Order and duplicates of `facts` do not matter.
 */
export function buildStretches(facts: readonly LessonFact[], endedAtMs: number): LessonStretches {
  const ordered = uniqueInOrder(facts)
  const ended = { endedAtMs, isOverAtEnd: true }
  return {
    breaks: stretchesOf(ordered, { opens: 'break-started', closes: 'break-ended', ...ended }),
    suspensions: stretchesOf(ordered, { opens: 'lesson-suspended', closes: 'lesson-resumed', ...ended }),
    // An end after which nothing follows is the lesson's end.
    interruptions: stretchesOf(ordered, { opens: 'lesson-ended', closes: 'lesson-live', endedAtMs }).filter(
      ({ factIds }) => factIds.length === 2,
    ),
  }
}

function uniqueInOrder(facts: readonly LessonFact[]): LessonFact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return [...byId.values()].toSorted(
    (one, other) =>
      one.atMs - other.atMs ||
      LESSON_FACT_KINDS.indexOf(one.kind) - LESSON_FACT_KINDS.indexOf(other.kind) ||
      (one.id < other.id ? -1 : 1),
  )
}

type Kinds = {
  opens: LessonFactKind
  closes: LessonFactKind
  endedAtMs: number
  /** The end of the lesson closes it too, also an end after which the lesson went on. */
  isOverAtEnd?: boolean
}

function stretchesOf(
  facts: readonly LessonFact[],
  { opens, closes, endedAtMs, isOverAtEnd = false }: Kinds,
): LessonStretch[] {
  const stretches: LessonStretch[] = []
  let opening: LessonFact | null = null
  for (const fact of facts) {
    if (fact.kind === opens) opening ??= fact
    if (!opening) continue
    if (fact.kind === closes) {
      stretches.push({ fromMs: opening.atMs, toMs: fact.atMs, factIds: [opening.id, fact.id] })
    } else if (isOverAtEnd && fact.kind === 'lesson-ended') {
      stretches.push({ fromMs: opening.atMs, toMs: fact.atMs, factIds: [opening.id] })
    } else continue
    opening = null
  }
  if (opening) stretches.push({ fromMs: opening.atMs, toMs: endedAtMs, factIds: [opening.id] })
  return stretches.filter((stretch) => stretch.toMs > stretch.fromMs)
}
