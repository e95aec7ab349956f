import { withActor } from '@/db/client'
import { listLessonsInScope } from '@/db/queries/lessons'
import { lessonScopeFor, type AskedAs, type LessonScope } from '@/domain/courses/lesson-scope'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'

export type MyLesson = {
  lessonId: LessonId
  groupName: string
  /** The language of teaching. */
  language: string
  courseKind: 'civic_orientation' | 'sfi'
  themePart: number | null
  communicatorName: string
  hostingMunicipality: string
  startsAtMs: number
  endsAtMs: number
  liveAtMs: number | null
  endedAtMs: number | null
}

const AHEAD_MS = 8 * 24 * 3_600_000
const BEHIND_MS = 20 * 3_600_000
const MOST = 30

/**
 * The actor's lessons from yesterday to a week ahead, by time: those they learn in, teach, or take the roll of. A
 * participant and an endpoint always ask as learners.
 */
export function listMyLessons(actor: Actor, { as }: { as: AskedAs }, nowMs: number): Promise<MyLesson[]> {
  return selectMyLessons(actor, [lessonScopeFor(actor, as)], nowMs)
}

/** One of these lessons, however many there are; undefined when it is not theirs, or not within these days. */
export async function findMyLesson(
  actor: Actor,
  { lessonId, as }: { as: AskedAs; lessonId: LessonId },
  nowMs: number,
): Promise<MyLesson | undefined> {
  const [lesson] = await selectMyLessons(actor, [lessonScopeFor(actor, as), { kind: 'one', lessonId }], nowMs)
  return lesson
}

/** Lessons that are in every scope. */
async function selectMyLessons(actor: Actor, scopes: (LessonScope | null)[], nowMs: number): Promise<MyLesson[]> {
  const known = scopes.filter((scope) => scope !== null)
  if (known.length < scopes.length) return []
  const rows = await withActor(actor, (tx) =>
    listLessonsInScope(
      tx,
      known.map((scope) => [scope]),
      { endsAfter: new Date(nowMs - BEHIND_MS), startsBefore: new Date(nowMs + AHEAD_MS), limit: MOST },
    ),
  )
  return rows.map(({ startsAt, endsAt, liveAt, endedAt, ...row }) => ({
    ...row,
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt.getTime(),
    liveAtMs: liveAt?.getTime() ?? null,
    endedAtMs: endedAt?.getTime() ?? null,
  }))
}
