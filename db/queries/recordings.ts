import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { groups, lessons } from '@/db/schema/courses'
import { mediaNodes } from '@/db/schema/media'
import { recordings } from '@/db/schema/recordings'
import type { LessonScope } from '@/domain/courses/lesson-scope'
import type { LessonId, MunicipalityId, RecordingId, StaffId } from '@/domain/ids'

import { isInScope } from './lesson-scopes'

/** Why a lesson may not be recorded. */
export type RecordingRefusal = 'municipality' | 'protected-person'

const RECORDINGS_MAX = 200

const overview = {
  recordingId: recordings.id,
  lessonId: recordings.lessonId,
  hostingMunicipalityId: recordings.hostingMunicipalityId,
  communicatorId: lessons.communicatorId,
  groupName: groups.name,
  themePart: lessons.themePart,
  startedAt: recordings.startedAt,
  durationMs: recordings.durationMs,
  retainUntil: recordings.retainUntil,
  timeline: recordings.timeline,
  /** Address of the media node with the file; null where it follows from the page's address. */
  mediaUrl: mediaNodes.mediaUrl,
}

/** Null when the lesson may be recorded. */
export async function selectRecordingRefusal(tx: Transaction, lessonId: LessonId): Promise<RecordingRefusal | null> {
  const rows = await tx.execute<{ refusal: RecordingRefusal | null }>(
    sql`select recording_refusal(${lessonId}) as refusal`,
  )
  return rows[0]?.refusal ?? null
}

/** Recordings that are not deleted, of lessons that match `where`, newest first. */
function overviews(tx: Transaction, where: SQL | undefined) {
  return tx
    .select(overview)
    .from(recordings)
    .innerJoin(lessons, eq(lessons.id, recordings.lessonId))
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .leftJoin(mediaNodes, eq(mediaNodes.id, recordings.nodeId))
    .where(and(where, isNull(recordings.deletedAt)))
    .orderBy(desc(recordings.startedAt))
}

/** Of lessons in these scopes, or hosted by one of these municipalities. */
export type Watchable = { scopes: readonly LessonScope[]; hostedBy: readonly MunicipalityId[] }

function watchable({ scopes, hostedBy }: Watchable): SQL | undefined {
  return or(isInScope(scopes), inArray(recordings.hostingMunicipalityId, [...hostedBy]))
}

export async function findRecording(tx: Transaction, recordingId: RecordingId, who: Watchable) {
  const [row] = await overviews(tx, and(eq(recordings.id, recordingId), watchable(who)))
  return row ?? null
}
export type RecordingOverview = NonNullable<Awaited<ReturnType<typeof findRecording>>>

/** Those of one lesson, or of all when none is named. */
export async function selectRecordings(tx: Transaction, lessonId: LessonId | null, who: Watchable) {
  const ofLesson = lessonId === null ? undefined : eq(recordings.lessonId, lessonId)
  return overviews(tx, and(ofLesson, watchable(who))).limit(RECORDINGS_MAX)
}

/** @returns false when it exists already. */
export async function insertRecording(tx: Transaction, row: typeof recordings.$inferInsert): Promise<boolean> {
  const added = await tx.insert(recordings).values(row).onConflictDoNothing().returning({ id: recordings.id })
  return added.length > 0
}

/** The hosting municipality of a lesson, and when it starts. */
export async function selectHost(tx: Transaction, lessonId: LessonId) {
  const [row] = await tx
    .select({ hostingMunicipalityId: lessons.hostingMunicipalityId, startsAt: lessons.startsAt })
    .from(lessons)
    .where(eq(lessons.id, lessonId))
  if (!row) throw new Error('a recording of no lesson')
  return row
}

/** @returns false when it was deleted already. */
export async function markDeleted(
  tx: Transaction,
  recordingId: RecordingId,
  { at, by }: { at: Date; by: StaffId | null },
): Promise<boolean> {
  const rows = await tx
    .update(recordings)
    .set({ deletedAt: at, deletedBy: by })
    .where(and(eq(recordings.id, recordingId), isNull(recordings.deletedAt)))
    .returning({ id: recordings.id })
  return rows.length > 0
}

const owner = { recordingId: recordings.id, hostingMunicipalityId: recordings.hostingMunicipalityId }

/** Recordings whose retention date is before `today` ('YYYY-MM-DD'). */
export async function selectOutlived(tx: Transaction, today: string) {
  return tx
    .select(owner)
    .from(recordings)
    .where(and(isNull(recordings.deletedAt), lt(recordings.retainUntil, today)))
}

/** Deleted recordings whose bytes may still exist. */
export async function selectUnerased(tx: Transaction, limit: number) {
  return tx
    .select({ ...owner, mediaUrl: mediaNodes.mediaUrl })
    .from(recordings)
    .leftJoin(mediaNodes, eq(mediaNodes.id, recordings.nodeId))
    .where(and(isNotNull(recordings.deletedAt), isNull(recordings.erasedAt)))
    .orderBy(asc(recordings.deletedAt))
    .limit(limit)
}

export async function markErased(tx: Transaction, recordingId: RecordingId, at: Date): Promise<void> {
  await tx.update(recordings).set({ erasedAt: at }).where(eq(recordings.id, recordingId))
}
