import type * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import {
  insertPlacements,
  keepLiveStates,
  markLeft,
  notifyNodes,
  selectNodes,
  selectPlacedElsewhere,
  selectNow,
  selectTaken,
  upsertNode,
} from '@/db/queries/media-nodes'
import { selectRaised } from '@/db/queries/access-generations'
import { DomainError } from '@/domain/domain-error'
import type { LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { ENDED_ACCESS_MAX, nodeReport, type NodeAssignments, type OtherNode } from '@/protocol/media-node'

import { moveStranded } from './review-nodes'

export const recordNodeReportInput = nodeReport

/**
 * Stores a media node's report, and returns the decisions: lessons that it takes over, and lessons that now belong to
 * another node.
 * @throws DomainError `access.not-allowed` for anyone but a media server.
 */
export async function recordNodeReport(
  actor: Actor,
  report: z.infer<typeof recordNodeReportInput>,
): Promise<NodeAssignments> {
  if (actor.kind !== 'system' || actor.name !== 'media-server') throw new DomainError('access.not-allowed')
  const { nodeId, lessons } = report
  const lessonIds = lessons.map(({ lessonId }) => lessonId as LessonId)
  return withActor(actor, async (tx) => {
    const isNews = await upsertNode(tx, rowOf(report))
    await insertPlacements(tx, nodeId, lessonIds)
    const refused = await keepLiveStates(
      tx,
      nodeId,
      report.replicated.map(({ lessonId, seq, state }) => ({ lessonId: lessonId as LessonId, seq, state })),
    )
    if (report.isLeaving) {
      await markLeft(tx, nodeId)
      await moveStranded(tx)
    }
    if (isNews || report.isLeaving) await notifyNodes(tx, nodeId)
    return {
      acquired: report.isLeaving ? [] : await selectTaken(tx, nodeId, lessonIds),
      released: await selectPlacedElsewhere(tx, nodeId, lessonIds),
      ...(await listOthers(tx, nodeId)),
      ...(report.heardAsOf === undefined ? {} : { refused, ...(await listEndedAccess(tx, report.heardAsOf)) }),
    }
  })
}

/** A transaction that revoked access may commit slightly later than its timestamp. */
const COMMITTED_WITHIN_MS = 60_000
/** Longer than anybody stays in one lesson. */
const FIRST_REPORT_MS = 24 * 3_600_000

/**
 * Subjects whose access was revoked since the node last asked. Sent repeatedly for a while; the node ignores what it
 * has handled.
 */
async function listEndedAccess(
  tx: Transaction,
  heardAsOf: string | null,
): Promise<Pick<NodeAssignments, 'asOf' | 'ended'>> {
  const now = await selectNow(tx)
  // In the future when the database's clock was set back.
  const heardAtMs = heardAsOf === null ? null : Math.min(Date.parse(heardAsOf), now.getTime())
  const since = heardAtMs === null ? now.getTime() - FIRST_REPORT_MS : heardAtMs - COMMITTED_WITHIN_MS
  const ended = await selectRaised(tx, new Date(Math.max(since, now.getTime() - FIRST_REPORT_MS)), ENDED_ACCESS_MAX)
  return { asOf: now.toISOString(), ended }
}

async function listOthers(tx: Transaction, ownId: string): Promise<Pick<NodeAssignments, 'isSingleNode' | 'others'>> {
  const nodes = await selectNodes(tx)
  const isSingleNode = nodes.every(({ nodeId, isAlive }) => nodeId === ownId || !isAlive)
  const others: OtherNode[] = nodes.flatMap(
    ({ nodeId, linkUrl, region, isAlive, isDraining, capacity, packetsPerSecond }) =>
      nodeId === ownId || linkUrl === null || !isAlive || isDraining
        ? []
        : [{ nodeId, linkUrl, region, freePacketsPerSecond: Math.max(0, capacity - packetsPerSecond) }],
  )
  return { isSingleNode, others }
}

function rowOf(report: z.infer<typeof recordNodeReportInput>) {
  const { nodeId, mediaUrl, linkUrl, region, isDraining, workers, lessons } = report
  return {
    ...{ id: nodeId, mediaUrl, linkUrl, region, isDraining, workers, lessons },
    capacity: Math.round(report.capacity),
    packetsPerSecond: Math.round(workers.reduce((sum, worker) => sum + worker.packetsPerSecond, 0)),
    startedAt: new Date(report.startedAt),
    // A node of an older version does not report this.
    takesFacts: report.takesFacts ?? true,
  }
}
