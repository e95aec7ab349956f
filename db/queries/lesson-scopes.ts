import { and, eq, exists, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'

import { enrolments, groupSites, lessons } from '@/db/schema/courses'
import { recordings } from '@/db/schema/recordings'
import { sites } from '@/db/schema/regions'
import { assertNever } from '@/domain/assert-never'
import type { LessonScope } from '@/domain/courses/lesson-scope'

import { inForceOn, regionDay } from './periods'

/** Condition on lessons: those in any of these scopes, none without a scope. */
export function isInScope(scopes: readonly LessonScope[]): SQL {
  return or(...scopes.map(conditionOf)) ?? sql`false`
}

function conditionOf(scope: LessonScope): SQL | undefined {
  switch (scope.kind) {
    case 'enrolled':
      return isEnrolledOnItsDay(eq(enrolments.personId, scope.personId))
    case 'at-site':
      return isTakenAtSite(eq(groupSites.siteId, scope.siteId))
    case 'at-sites-of':
      return isTakenAtSite(isSiteOf(scope))
    case 'taught-by':
      return eq(lessons.communicatorId, scope.staffId)
    case 'hosted-and-recorded':
      return and(inArray(lessons.hostingMunicipalityId, [...scope.municipalityIds]), isRecorded())
    case 'one':
      return eq(lessons.id, scope.lessonId)
    default:
      return assertNever(scope)
  }
}

function isEnrolledOnItsDay(who: SQL): SQL {
  return exists(
    sql`(select 1 from ${enrolments} where ${and(
      who,
      eq(enrolments.groupId, lessons.groupId),
      inForceOn(enrolments, regionDay(lessons.startsAt)),
    )})`,
  )
}

function isTakenAtSite(which: SQL | undefined): SQL {
  return exists(sql`(select 1 from ${groupSites} where ${and(which, eq(groupSites.groupId, lessons.groupId))})`)
}

function isSiteOf({ municipalityIds, siteIds }: Extract<LessonScope, { kind: 'at-sites-of' }>): SQL | undefined {
  const ofMunicipality = inArray(sites.municipalityId, [...municipalityIds])
  return or(
    inArray(groupSites.siteId, [...siteIds]),
    sql`${groupSites.siteId} in (select ${sites.id} from ${sites} where ${ofMunicipality})`,
  )
}

function isRecorded(): SQL {
  return exists(
    sql`(select 1 from ${recordings} where ${and(eq(recordings.lessonId, lessons.id), isNull(recordings.deletedAt))})`,
  )
}
