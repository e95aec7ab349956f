import { and, count, eq } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { enrolments, groups, groupSites, lessons } from '@/db/schema/courses'
import { persons, staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import type { GroupId, LessonId, PersonId, SiteId, StaffId } from '@/domain/ids'

import { inForceOn } from './periods'

/** The data that decide who may join a lesson. Somebody is waiting for each of these queries, so each reads one row. */
export async function findLessonToJoin(tx: Transaction, lessonId: LessonId) {
  const [row] = await tx
    .select({
      lessonId: lessons.id,
      groupId: lessons.groupId,
      communicatorId: lessons.communicatorId,
      language: groups.language,
      startsAt: lessons.startsAt,
      endsAt: lessons.endsAt,
      cancelledAt: lessons.cancelledAt,
      endedAt: lessons.endedAt,
    })
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .where(eq(lessons.id, lessonId))
  return row ?? null
}

export async function findStaffName(tx: Transaction, staffId: StaffId): Promise<string | null> {
  const [row] = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, staffId))
  return row?.name ?? null
}

/** A participant's display name, language and site, and whether they are protected. */
export async function findLearner(tx: Transaction, personId: PersonId) {
  const [row] = await tx
    .select({
      displayName: persons.displayName,
      language: persons.uiLanguage,
      spokenLanguage: persons.spokenLanguage,
      isProtected: persons.protectedIdentity,
    })
    .from(persons)
    .where(eq(persons.id, personId))
  return row ?? null
}

/** A classroom with its town, and whether it belongs to a group. */
export async function findClassroom(tx: Transaction, siteId: SiteId, groupId: GroupId) {
  const [site] = await tx
    .select({ town: municipalities.name, municipalityId: municipalities.id })
    .from(sites)
    .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
    .where(eq(sites.id, siteId))
  if (!site) return null
  const members = await tx
    .select({ siteId: groupSites.siteId })
    .from(groupSites)
    .where(and(eq(groupSites.groupId, groupId), eq(groupSites.siteId, siteId)))
  return { ...site, isInGroup: members.length > 0 }
}

type Enrolled = { groupId: GroupId } & ({ personId: PersonId } | { siteId: SiteId })

/** How many people are enrolled in a group on a day: the person, or those of a classroom. */
export async function countEnrolledOn(tx: Transaction, who: Enrolled, day: string): Promise<number> {
  const isMeant = 'personId' in who ? eq(enrolments.personId, who.personId) : eq(enrolments.siteId, who.siteId)
  const [row] = await tx
    .select({ number: count() })
    .from(enrolments)
    .where(and(isMeant, eq(enrolments.groupId, who.groupId), inForceOn(enrolments, day)))
  return row?.number ?? 0
}
