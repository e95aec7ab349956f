import { and, asc, eq, or, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { attendanceEntries, presenceFacts, rollMarks } from '@/db/schema/attendance'
import { auditEntries } from '@/db/schema/audit'
import { enrolments, groups, lessons } from '@/db/schema/courses'
import { importRows, imports } from '@/db/schema/imports'
import { personLinks, staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { transferQuestions, transferRequests } from '@/db/schema/transfers'
import type { PersonId } from '@/domain/ids'

/*
 * Everything that is stored of one person beside their own row, in order of time, as far as row-level security lets the
 * actor read it. A test compares the tables with those that have a person.
 */

export async function extractEnrolments(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      group: groups.name,
      courseKind: groups.courseKind,
      municipality: municipalities.name,
      site: sites.name,
      fromOn: enrolments.fromOn,
      untilOn: enrolments.untilOn,
    })
    .from(enrolments)
    .innerJoin(groups, eq(groups.id, enrolments.groupId))
    .innerJoin(municipalities, eq(municipalities.id, enrolments.hostingMunicipalityId))
    .leftJoin(sites, eq(sites.id, enrolments.siteId))
    .where(eq(enrolments.personId, personId))
    .orderBy(asc(enrolments.fromOn), asc(groups.name))
}

export async function extractAttendance(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      writtenAt: attendanceEntries.createdAt,
      lessonOn: attendanceEntries.lessonOn,
      group: groups.name,
      themePart: attendanceEntries.themePart,
      origin: attendanceEntries.origin,
      plannedMinutes: attendanceEntries.plannedMinutes,
      presentMinutes: attendanceEntries.presentMinutes,
      excusedMinutes: attendanceEntries.excusedMinutes,
      technicalFailureMinutes: attendanceEntries.technicalFailureMinutes,
      absentMinutes: attendanceEntries.absentMinutes,
      reason: attendanceEntries.reason,
    })
    .from(attendanceEntries)
    .innerJoin(lessons, eq(lessons.id, attendanceEntries.lessonId))
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .where(eq(attendanceEntries.personId, personId))
    .orderBy(asc(attendanceEntries.id))
}

export async function extractMarks(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      markedAt: rollMarks.markedAt,
      lessonAt: lessons.startsAt,
      group: groups.name,
      round: rollMarks.round,
      mark: rollMarks.mark,
      arrivedAt: rollMarks.arrivedAt,
    })
    .from(rollMarks)
    .innerJoin(lessons, eq(lessons.id, rollMarks.lessonId))
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .where(eq(rollMarks.personId, personId))
    .orderBy(asc(rollMarks.id))
}

export async function extractPresence(tx: Transaction, personId: PersonId) {
  return tx
    .select({ at: presenceFacts.at, group: groups.name, kind: presenceFacts.kind })
    .from(presenceFacts)
    .innerJoin(lessons, eq(lessons.id, presenceFacts.lessonId))
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .where(eq(presenceFacts.personId, personId))
    .orderBy(asc(presenceFacts.at))
}

/** What the municipality asked about the person, and what others asked it. */
export async function extractTransfers(tx: Transaction, personId: PersonId) {
  const asked = await tx
    .select({
      askedAt: transferRequests.askedAt,
      municipality: municipalities.name,
      fromOn: transferRequests.fromOn,
      reason: transferRequests.reason,
      state: transferRequests.state,
      agreedFromOn: transferRequests.agreedFromOn,
      answer: transferRequests.told,
    })
    .from(transferRequests)
    .innerJoin(municipalities, eq(municipalities.id, transferRequests.municipalityId))
    .where(or(eq(transferRequests.personId, personId), eq(transferRequests.arrivingId, personId)))
    .orderBy(asc(transferRequests.askedAt))
  const put = await tx
    .select({
      askedAt: transferQuestions.askedAt,
      municipality: municipalities.name,
      fromOn: transferQuestions.fromOn,
      reason: transferQuestions.reason,
      state: transferQuestions.state,
      agreedFromOn: transferQuestions.agreedFromOn,
      answer: transferQuestions.answer,
    })
    .from(transferQuestions)
    .innerJoin(municipalities, eq(municipalities.id, transferQuestions.askingMunicipalityId))
    .where(eq(transferQuestions.personId, personId))
    .orderBy(asc(transferQuestions.askedAt))
  return [...asked, ...put]
}

export async function extractCards(tx: Transaction, personId: PersonId) {
  return tx
    .select({ createdAt: personLinks.createdAt, revokedAt: personLinks.revokedAt })
    .from(personLinks)
    .where(eq(personLinks.personId, personId))
    .orderBy(asc(personLinks.createdAt))
}

export async function extractLog(tx: Transaction, personId: PersonId) {
  const isActor = and(eq(auditEntries.actorKind, 'staff'), eq(sql`${staff.id}::text`, auditEntries.actorId))
  return tx
    .select({
      at: auditEntries.at,
      action: auditEntries.action,
      actorKind: auditEntries.actorKind,
      actorName: staff.name,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .leftJoin(staff, isActor)
    .where(eq(auditEntries.subjectId, personId))
    .orderBy(asc(auditEntries.id))
}

/** The rows of imported lists that were about them. */
export async function extractLists(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      importId: importRows.importId,
      createdAt: imports.createdAt,
      fileName: imports.fileName,
      rowNumber: importRows.rowNumber,
      sealedCells: importRows.sealedCells,
    })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.importId))
    .where(eq(importRows.personId, personId))
    .orderBy(asc(imports.createdAt))
}
