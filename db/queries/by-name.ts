import { and, eq, gt, isNull, lte } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { attendanceEntries } from '@/db/schema/attendance'
import { groups, lessons } from '@/db/schema/courses'
import { personLinks } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import type { GroupId, LessonId, MunicipalityId, PersonId, SiteId } from '@/domain/ids'

/*
 * Queries by which the demo finds what it has created before. Names are unique only in the demo, so nothing else looks
 * rows up by name.
 */

export async function listMunicipalityNames(tx: Transaction): Promise<{ id: MunicipalityId; name: string }[]> {
  return tx.select({ id: municipalities.id, name: municipalities.name }).from(municipalities)
}

export async function findSiteByName(tx: Transaction, name: string): Promise<SiteId | null> {
  const [row] = await tx.select({ id: sites.id }).from(sites).where(eq(sites.name, name))
  return row?.id ?? null
}

export async function findGroupByName(tx: Transaction, name: string) {
  const [row] = await tx
    .select({
      groupId: groups.id,
      hostingMunicipalityId: groups.hostingMunicipalityId,
      communicatorId: groups.communicatorId,
    })
    .from(groups)
    .where(eq(groups.name, name))
  return row ?? null
}

/** A lesson of a group that has begun by one instant and ends after another. */
export async function findLessonAround(
  tx: Transaction,
  lesson: { groupId: GroupId; themePart: number },
  { begunBy, endsAfter }: { begunBy: Date; endsAfter: Date },
): Promise<LessonId | null> {
  const [row] = await tx
    .select({ id: lessons.id })
    .from(lessons)
    .where(
      and(
        eq(lessons.groupId, lesson.groupId),
        eq(lessons.themePart, lesson.themePart),
        isNull(lessons.cancelledAt),
        isNull(lessons.endedAt),
        lte(lessons.startsAt, begunBy),
        gt(lessons.endsAt, endsAfter),
      ),
    )
  return row?.id ?? null
}

export async function findLessonAt(tx: Transaction, groupId: GroupId, startsAt: Date): Promise<LessonId | null> {
  const [row] = await tx
    .select({ id: lessons.id })
    .from(lessons)
    .where(and(eq(lessons.groupId, groupId), eq(lessons.startsAt, startsAt)))
  return row?.id ?? null
}

export async function hasAnyAttendance(tx: Transaction): Promise<boolean> {
  const rows = await tx.select({ lessonId: attendanceEntries.lessonId }).from(attendanceEntries).limit(1)
  return rows.length > 0
}

/** Gives a person a link with this secret, unless it exists. */
export async function insertKnownLink(tx: Transaction, personId: PersonId, secretHash: string): Promise<void> {
  await tx.insert(personLinks).values({ personId, secretHash }).onConflictDoNothing()
}
