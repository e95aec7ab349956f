import { and, asc, eq, gt, isNull, lt, type SQL } from 'drizzle-orm'

import { withActor } from '@/db/client'
import { groups, lessons } from '@/db/schema/courses'
import { staff } from '@/db/schema/people'
import { municipalities } from '@/db/schema/regions'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'

import { lessonsOf, type Scope } from './lessons-of'

export type MyLesson = {
  lessonId: LessonId
  groupName: string
  /** The language it is taught in. */
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
 * The actor's own lessons from yesterday to a week ahead, by time: those she learns in, teaches, or keeps the roll of.
 * A participant and an endpoint always ask as learners.
 */
export function listMyLessons(actor: Actor, scope: Scope, nowMs: number): Promise<MyLesson[]> {
  return selectMyLessons(actor, lessonsOf(actor, scope), nowMs)
}

/** One of them, however many there are; undefined when it is not hers, or not of these days. */
export async function findMyLesson(
  actor: Actor,
  { lessonId, ...scope }: Scope & { lessonId: LessonId },
  nowMs: number,
): Promise<MyLesson | undefined> {
  const mine = lessonsOf(actor, scope)
  const [lesson] = await selectMyLessons(actor, mine && and(mine, eq(lessons.id, lessonId)), nowMs)
  return lesson
}

async function selectMyLessons(actor: Actor, wanted: SQL | undefined, nowMs: number): Promise<MyLesson[]> {
  if (!wanted) return []
  const rows = await withActor(actor, (tx) =>
    tx
      .select({
        lessonId: lessons.id,
        groupName: groups.name,
        language: groups.language,
        courseKind: groups.courseKind,
        themePart: lessons.themePart,
        communicatorName: staff.name,
        hostingMunicipality: municipalities.name,
        startsAt: lessons.startsAt,
        endsAt: lessons.endsAt,
        liveAt: lessons.liveAt,
        endedAt: lessons.endedAt,
      })
      .from(lessons)
      .innerJoin(groups, eq(groups.id, lessons.groupId))
      .innerJoin(staff, eq(staff.id, lessons.communicatorId))
      .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
      .where(
        and(
          wanted,
          isNull(lessons.cancelledAt),
          gt(lessons.endsAt, new Date(nowMs - BEHIND_MS)),
          lt(lessons.startsAt, new Date(nowMs + AHEAD_MS)),
        ),
      )
      .orderBy(asc(lessons.startsAt))
      .limit(MOST),
  )
  return rows.map(({ startsAt, endsAt, liveAt, endedAt, ...row }) => ({
    ...row,
    startsAtMs: startsAt.getTime(),
    endsAtMs: endsAt.getTime(),
    liveAtMs: liveAt?.getTime() ?? null,
    endedAtMs: endedAt?.getTime() ?? null,
  }))
}
