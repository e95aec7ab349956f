import type * as z from 'zod'

import { withActor } from '@/db/client'
import { selectSetAside } from '@/db/queries/facts-set-aside'
import { selectHostedLessons, selectNodeReports } from '@/db/queries/media-nodes'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { nodeLesson, nodeWorker, type NodeLesson } from '@/protocol/media-node'
import type { Operations, WatchedNode } from '@/protocol/operations'

/** How long a fact that was set aside stays on the page. */
const SET_ASIDE_SHOWN_DAYS = 14

/** How long lessons of a silent node are still shown if no other node has taken them. */
const MOVING_WITHIN_MS = 120_000

type Report = Awaited<ReturnType<typeof selectNodeReports>>[number]
type Found = NodeLesson & { nodeId: string; isMoving: boolean }

/**
 * Present state: media nodes with their workers, and lessons with their connections, as last reported. Lessons of the
 * actor's own municipalities have their group, communicator and towns; others only a count and a load.
 * @throws DomainError `access.not-allowed`.
 */
export async function watchOperations(actor: Actor): Promise<Operations> {
  assertAllowed(actor, 'operations.watch')
  return withActor(actor, async (tx) => {
    const reports = await selectNodeReports(tx)
    const found = lessonsOf(reports)
    const named = await selectHostedLessons(
      tx,
      found.map(({ lessonId }) => lessonId as LessonId),
      municipalitiesWithPermission(actor, 'operations.watch'),
    )
    const byId = new Map(found.map((lesson) => [lesson.lessonId, lesson]))
    const own = named.flatMap((name) => {
      const lesson = byId.get(name.lessonId)
      return lesson ? [{ ...lesson, ...name }] : []
    })
    const ownIds = new Set<string>(own.map(({ lessonId }) => lessonId))
    const others = found.filter(({ lessonId }) => !ownIds.has(lessonId))
    const sum = (of: (lesson: Found) => number) => others.reduce((total, lesson) => total + of(lesson), 0)
    const { number, newest } = await selectSetAside(tx, SET_ASIDE_SHOWN_DAYS)
    return {
      atMs: reports[0]?.nowMs ?? Date.now(),
      nodes: reports.map(nodeOf),
      lessons: own,
      others: {
        lessons: others.length,
        endpoints: sum((lesson) => lesson.endpoints),
        packetsPerSecond: sum((lesson) => lesson.packetsPerSecond),
      },
      setAside: { number, newest: newest.map(({ at, ...fact }) => ({ ...fact, atMs: at.getTime() })) },
    }
  })
}

function nodeOf(report: Report): WatchedNode {
  const { nodeId, region, isAlive, isDraining, takesFacts, seenAt, lostAt, startedAt } = report
  const { nowMs, capacity, packetsPerSecond } = report
  const workers = readEach(nodeWorker, report.workers)
  // A node that shut down cleanly gets the earliest possible time.
  const hasLeft = seenAt.getTime() === 0
  const goneAt = hasLeft ? (lostAt ?? seenAt) : seenAt
  const gone = hasLeft ? 'left' : 'lost'
  return {
    ...{ nodeId, region, takesFacts, packetsPerSecond, workers: workers.read },
    state: isAlive ? (isDraining ? 'draining' : 'alive') : gone,
    goneAtMs: isAlive ? null : goneAt.getTime(),
    ageMs: Math.max(0, nowMs - startedAt.getTime()),
    loadShare: capacity > 0 ? packetsPerSecond / capacity : 0,
    unreadable: workers.unreadable + readEach(nodeLesson, report.lessons).unreadable,
  }
}

/** Every lesson once: as a living node reports it, otherwise as reported by a node that went silent a moment ago. */
function lessonsOf(reports: readonly Report[]): Found[] {
  const found = new Map<string, Found>()
  const isRecent = ({ seenAt, nowMs }: Report) => nowMs - seenAt.getTime() < MOVING_WITHIN_MS
  const alive = reports.filter(({ isAlive }) => isAlive)
  const gone = reports.filter((report) => !report.isAlive && isRecent(report))
  for (const { nodeId, isAlive, lessons } of [...alive, ...gone]) {
    for (const lesson of readEach(nodeLesson, lessons).read) {
      if (lesson.phase === 'ended' && lesson.endpoints === 0) continue
      const known = found.get(lesson.lessonId)
      // While a lesson moves between nodes, the one with more people counts.
      const isBetter = !known || (isAlive && lesson.endpoints > known.endpoints)
      if (isBetter) found.set(lesson.lessonId, { ...lesson, nodeId, isMoving: !isAlive })
    }
  }
  return [...found.values()]
}

/** The readable rows of a list from a node, which may run another version than this app. */
function readEach<Schema extends z.ZodType>(schema: Schema, written: unknown) {
  const list: unknown[] = Array.isArray(written) ? written : []
  const read = list.flatMap((one) => {
    const parsed = schema.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
  return { read, unreadable: list.length - read.length }
}
