import { and, eq, gte, inArray, lt, not, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { Transaction } from '@/db/client'
import { auditEntries } from '@/db/schema/audit'
import { persons, staff } from '@/db/schema/people'
import { municipalities } from '@/db/schema/regions'
import { ACTIONS_ABOUT_PERSONS } from '@/domain/audit/events'
import type { MunicipalityId } from '@/domain/ids'

import { findPage, pageOf, type Paging } from './paging'
import type { Changeable } from './shown-persons'

export type AuditFilter = Changeable & {
  municipalityIds: MunicipalityId[]
  action: string | null
  subjectId: string | null
  fromAt: Date | null
  untilAt: Date | null
}

export const AUDIT_SORTS = ['at'] as const

export async function insertAudit(tx: Transaction, values: typeof auditEntries.$inferInsert): Promise<void> {
  await tx.insert(auditEntries).values(values)
}

/**
 * A participant is named only to administrators of their present home municipality, protected or not: otherwise the
 * unnamed ones would be the protected ones.
 */
export async function selectAudit(tx: Transaction, filter: AuditFilter, paging: Paging<(typeof AUDIT_SORTS)[number]>) {
  const isHidden = isAboutHiddenPerson(filter)
  const where = and(
    inArray(auditEntries.municipalityId, filter.municipalityIds),
    filter.action === null ? undefined : eq(auditEntries.action, filter.action),
    filter.subjectId === null ? undefined : and(eq(auditEntries.subjectId, filter.subjectId), not(isHidden)),
    filter.fromAt === null ? undefined : gte(auditEntries.at, filter.fromAt),
    filter.untilAt === null ? undefined : lt(auditEntries.at, filter.untilAt),
  )
  const subject = alias(staff, 'subject')
  // Entries are numbered in order of writing, and looked up by that number.
  const sorts = { at: { by: auditEntries.id, as: 'numeric' } } as const
  const page = pageOf(paging, { sorts, id: auditEntries.id, idAs: 'bigint' })
  const select = (beyond?: SQL) =>
    tx
      .select({
        ...page.position,
        auditId: auditEntries.id,
        at: auditEntries.at,
        actorKind: auditEntries.actorKind,
        actorName: staff.name,
        municipalityName: municipalities.name,
        action: auditEntries.action,
        subjectId: sql<string | null>`case when ${isHidden} then null else ${auditEntries.subjectId} end`,
        isAboutPerson: isAboutPerson(),
        /** For a member of staff; null for every other subject. */
        subjectName: subject.name,
        details: auditEntries.details,
      })
      .from(auditEntries)
      .leftJoin(staff, and(eq(auditEntries.actorKind, 'staff'), eq(sql`${staff.id}::text`, auditEntries.actorId)))
      .leftJoin(subject, eq(sql`${subject.id}::text`, auditEntries.subjectId))
      .leftJoin(municipalities, eq(municipalities.id, auditEntries.municipalityId))
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

function isAboutPerson(): SQL<boolean> {
  return sql<boolean>`(${inArray(auditEntries.action, ACTIONS_ABOUT_PERSONS)})`
}

function isAboutHiddenPerson({ changeableIn }: Changeable): SQL {
  const isAtHome = and(
    eq(sql`${persons.id}::text`, auditEntries.subjectId),
    inArray(persons.homeMunicipalityId, [...changeableIn]),
  )
  return sql`(${isAboutPerson()} and not exists (select from ${persons} where ${isAtHome}))`
}
