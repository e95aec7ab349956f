import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, not, notInArray, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { refusedDataState } from '@/db/refused-data'
import { groups, lessons } from '@/db/schema/courses'
import { lessonLiveStates, lessonPlacements, mediaNodes } from '@/db/schema/media'
import { staff } from '@/db/schema/people'
import { recordings } from '@/db/schema/recordings'
import { municipalities } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { LessonId, MunicipalityId } from '@/domain/ids'
import { NODE_LOST_AFTER_MS } from '@/domain/media-nodes/choose-node'

/**
 * The channel that notifies listeners of the id of a node that appeared, disappeared or starts or stops taking lessons.
 */
export const MEDIA_NODES_CHANNEL = 'media_nodes'

const since = (ms: number) => sql`now() - make_interval(secs => ${ms / 1_000})`

/** A report in the future is from before the database's clock was set back. */
const wasHeardOf = sql<boolean>`coalesce(abs(extract(epoch from now() - ${mediaNodes.seenAt})) < ${NODE_LOST_AFTER_MS / 1_000}, false)`

/** Nodes as placement sees them. */
export async function selectNodes(tx: Transaction) {
  return tx
    .select({
      nodeId: mediaNodes.id,
      mediaUrl: mediaNodes.mediaUrl,
      linkUrl: mediaNodes.linkUrl,
      region: mediaNodes.region,
      isDraining: mediaNodes.isDraining,
      packetsPerSecond: mediaNodes.packetsPerSecond,
      capacity: mediaNodes.capacity,
      takesFacts: mediaNodes.takesFacts,
      isAlive: wasHeardOf,
      isSteady: sql<boolean>`${wasHeardOf} and ${mediaNodes.steadySince} < ${since(NODE_LOST_AFTER_MS)}`,
    })
    .from(mediaNodes)
    .orderBy(mediaNodes.id)
}
export type KnownNode = Awaited<ReturnType<typeof selectNodes>>[number]

/** The full reports of all nodes, for operators. */
export async function selectNodeReports(tx: Transaction) {
  return tx
    .select({
      nodeId: mediaNodes.id,
      region: mediaNodes.region,
      isDraining: mediaNodes.isDraining,
      capacity: mediaNodes.capacity,
      packetsPerSecond: mediaNodes.packetsPerSecond,
      startedAt: mediaNodes.startedAt,
      seenAt: mediaNodes.seenAt,
      lostAt: mediaNodes.lostAt,
      workers: mediaNodes.workers,
      lessons: mediaNodes.lessons,
      takesFacts: mediaNodes.takesFacts,
      isAlive: wasHeardOf,
      /** The database's clock, which `seenAt` is on too. */
      nowMs: sql<number>`(extract(epoch from now()) * 1000)::float8`,
    })
    .from(mediaNodes)
    .orderBy(mediaNodes.id)
}

/** Those of these lessons that one of these municipalities hosts, with their names. */
export async function selectHostedLessons(
  tx: Transaction,
  lessonIds: readonly LessonId[],
  hostIds: readonly MunicipalityId[],
) {
  if (lessonIds.length === 0 || hostIds.length === 0) return []
  return tx
    .select({
      lessonId: lessons.id,
      groupName: groups.name,
      language: groups.language,
      communicatorName: staff.name,
      hostName: municipalities.name,
    })
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
    .innerJoin(staff, eq(staff.id, lessons.communicatorId))
    .where(and(inArray(lessons.id, [...lessonIds]), inArray(lessons.hostingMunicipalityId, [...hostIds])))
    .orderBy(inSwedish(groups.name), lessons.id)
}

/** The node of a lesson, and whether it is alive; null when the lesson is not placed. */
export async function findPlacement(tx: Transaction, lessonId: LessonId) {
  const [row] = await tx
    .select({
      nodeId: lessonPlacements.nodeId,
      epoch: lessonPlacements.epoch,
      mediaUrl: mediaNodes.mediaUrl,
      isAlive: wasHeardOf,
    })
    .from(lessonPlacements)
    .leftJoin(mediaNodes, eq(mediaNodes.id, lessonPlacements.nodeId))
    .where(eq(lessonPlacements.lessonId, lessonId))
  return row ?? null
}

/** A lock: one request at a time places this lesson, the others wait. */
export async function lockPlacement(tx: Transaction, lessonId: LessonId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`placement/${lessonId}`}, 0))`)
}

/** @returns the epoch of the new placement. */
export async function upsertPlacement(tx: Transaction, lessonId: LessonId, nodeId: string): Promise<number> {
  const [row] = await tx
    .insert(lessonPlacements)
    .values({ lessonId, nodeId, epoch: 1, placedAt: sql`now()` })
    .onConflictDoUpdate({
      target: lessonPlacements.lessonId,
      set: { nodeId, epoch: sql`${lessonPlacements.epoch} + 1`, placedAt: sql`now()` },
    })
    .returning({ epoch: lessonPlacements.epoch })
  return row?.epoch ?? 1
}

/** A lesson with connected members is placed on their node, if it is nowhere else. */
export async function insertPlacements(tx: Transaction, nodeId: string, lessonIds: readonly LessonId[]): Promise<void> {
  if (lessonIds.length === 0) return
  await tx
    .insert(lessonPlacements)
    .select(
      tx
        .select({
          lessonId: lessons.id,
          nodeId: sql<string>`${nodeId}::text`.as('node_id'),
          epoch: sql<number>`1`.as('epoch'),
          placedAt: sql<Date>`now()`.as('placed_at'),
        })
        .from(lessons)
        .where(inArray(lessons.id, [...lessonIds])),
    )
    .onConflictDoNothing()
}

/** The county code of a lesson's hosting municipality is derived from this. */
export async function findHostCode(tx: Transaction, lessonId: LessonId): Promise<string> {
  const [row] = await tx
    .select({ code: municipalities.code })
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .innerJoin(municipalities, eq(municipalities.id, lessons.hostingMunicipalityId))
    .where(eq(lessons.id, lessonId))
  return row?.code ?? ''
}

type NodeRow = Omit<typeof mediaNodes.$inferInsert, 'seenAt' | 'steadySince'>

/** @returns whether listeners should be notified: the node is new, was lost, or takes other lessons than before. */
export async function upsertNode(tx: Transaction, row: NodeRow): Promise<boolean> {
  const [before] = await tx
    .select({ lostAt: mediaNodes.lostAt, isDraining: mediaNodes.isDraining, startedAt: mediaNodes.startedAt })
    .from(mediaNodes)
    .where(eq(mediaNodes.id, row.id))
  const { id: _, ...set } = row
  await tx
    .insert(mediaNodes)
    .values({ ...row, seenAt: sql`now()`, steadySince: sql`now()` })
    .onConflictDoUpdate({
      target: mediaNodes.id,
      set: {
        ...set,
        lostAt: null,
        seenAt: sql`now()`,
        steadySince: sql`case when ${wasHeardOf} then least(${mediaNodes.steadySince}, now()) else now() end`,
      },
    })
  if (!before) return true
  const isSame = before.lostAt === null && before.isDraining === row.isDraining
  return !isSame || before.startedAt.getTime() !== row.startedAt.getTime()
}

export async function notifyNodes(tx: Transaction, nodeId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${MEDIA_NODES_CHANNEL}, ${nodeId})`)
}

/** Those of these lessons that are on another node. */
export async function selectPlacedElsewhere(tx: Transaction, nodeId: string, lessonIds: readonly LessonId[]) {
  if (lessonIds.length === 0) return []
  const rows = await tx
    .select({ lessonId: lessonPlacements.lessonId })
    .from(lessonPlacements)
    .where(and(inArray(lessonPlacements.lessonId, [...lessonIds]), ne(lessonPlacements.nodeId, nodeId)))
  return rows.map((row) => row.lessonId)
}

const TAKEN_WITHIN_MS = 120_000
const TAKEN_AT_ONCE = 100

/** Lessons that recently moved to this node and that it does not know yet, with their state. */
export async function selectTaken(tx: Transaction, nodeId: string, known: readonly LessonId[]) {
  return tx
    .select({ lessonId: lessonLiveStates.lessonId, seq: lessonLiveStates.seq, state: lessonLiveStates.state })
    .from(lessonPlacements)
    .innerJoin(lessonLiveStates, eq(lessonLiveStates.lessonId, lessonPlacements.lessonId))
    .where(
      and(
        eq(lessonPlacements.nodeId, nodeId),
        gt(lessonPlacements.epoch, 1),
        gt(lessonPlacements.placedAt, since(TAKEN_WITHIN_MS)),
        known.length > 0 ? notInArray(lessonPlacements.lessonId, [...known]) : undefined,
      ),
    )
    .limit(TAKEN_AT_ONCE)
}

type LiveState = { lessonId: LessonId; seq: number; state: unknown }

/**
 * Stores the latest state of lessons on this node; null deletes one that has ended. Lessons of other nodes are not
 * changed.
 * @returns the lessons whose state the database refused.
 */
export async function keepLiveStates(
  tx: Transaction,
  nodeId: string,
  states: readonly LiveState[],
): Promise<LessonId[]> {
  const ended = states.filter(({ state }) => state === null).map(({ lessonId }) => lessonId)
  if (ended.length > 0) {
    const own = await tx
      .delete(lessonPlacements)
      .where(and(inArray(lessonPlacements.lessonId, ended), eq(lessonPlacements.nodeId, nodeId)))
      .returning({ lessonId: lessonPlacements.lessonId })
    const ids = own.map(({ lessonId }) => lessonId)
    if (ids.length > 0) await tx.delete(lessonLiveStates).where(inArray(lessonLiveStates.lessonId, ids))
  }
  const refused: LessonId[] = []
  for (const live of states) {
    if (live.state !== null && !(await keepLiveState(tx, nodeId, live))) refused.push(live.lessonId)
  }
  return refused
}

/** @returns false when the database refuses the state; the rest of the transaction is kept. */
async function keepLiveState(tx: Transaction, nodeId: string, { lessonId, seq, state }: LiveState): Promise<boolean> {
  try {
    await tx.transaction((inner) =>
      inner.execute(sql`
      insert into lesson_live_states (lesson_id, seq, state, saved_at)
      select lesson_id, ${seq}, ${JSON.stringify(state)}::jsonb, now() from lesson_placements
      where lesson_id = ${lessonId} and node_id = ${nodeId}
      on conflict (lesson_id) do update set seq = excluded.seq, state = excluded.state, saved_at = excluded.saved_at
      where lesson_live_states.seq <= excluded.seq`),
    )
    return true
  } catch (error) {
    if (refusedDataState(error) === null) throw error
    return false
  }
}

/** The time on the database's clock. */
export async function selectNow(tx: Transaction): Promise<Date> {
  const rows = await tx.execute<{ now: string }>(sql`select to_json(clock_timestamp()) as now`)
  return new Date(rows[0]?.now ?? Number.NaN)
}

/** A lock: one process at a time reviews nodes. @returns false when another does. */
export async function tryLockNodes(tx: Transaction): Promise<boolean> {
  const rows = await tx.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('media-nodes', 0)) as locked`,
  )
  return rows[0]?.locked ?? false
}

/** Marks nodes that stopped reporting as lost. @returns their ids. */
export async function markLost(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .update(mediaNodes)
    .set({ lostAt: sql`now()` })
    .where(and(isNull(mediaNodes.lostAt), not(wasHeardOf)))
    .returning({ id: mediaNodes.id })
  return rows.map((row) => row.id)
}

/** A node that announces its shutdown is lost from this moment. */
export async function markLeft(tx: Transaction, nodeId: string): Promise<void> {
  await tx
    .update(mediaNodes)
    .set({ lostAt: sql`now()`, seenAt: sql`to_timestamp(0)` })
    .where(eq(mediaNodes.id, nodeId))
}

/** Lessons on lost nodes that another node can continue. */
export async function selectOrphaned(tx: Transaction): Promise<LessonId[]> {
  const rows = await tx
    .select({ lessonId: lessonPlacements.lessonId })
    .from(lessonPlacements)
    .innerJoin(mediaNodes, eq(mediaNodes.id, lessonPlacements.nodeId))
    .innerJoin(lessonLiveStates, eq(lessonLiveStates.lessonId, lessonPlacements.lessonId))
    .where(isNotNull(mediaNodes.lostAt))
  return rows.map((row) => row.lessonId)
}

/**
 * Deletes states and placements of lessons that no node has reported for so long, and nodes that are gone and have no
 * recordings.
 */
export async function forgetOldPlacements(tx: Transaction, afterMs: number): Promise<void> {
  await tx.delete(lessonLiveStates).where(lt(lessonLiveStates.savedAt, since(afterMs)))
  await tx
    .delete(lessonPlacements)
    .where(
      and(
        lt(lessonPlacements.placedAt, since(afterMs)),
        notInArray(lessonPlacements.lessonId, tx.select({ id: lessonLiveStates.lessonId }).from(lessonLiveStates)),
      ),
    )
  const keeping = tx
    .select({ nodeId: recordings.nodeId })
    .from(recordings)
    .where(and(isNotNull(recordings.nodeId), isNull(recordings.erasedAt)))
  await tx.delete(mediaNodes).where(and(lt(mediaNodes.seenAt, since(afterMs)), notInArray(mediaNodes.id, keeping)))
}
