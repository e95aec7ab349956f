import { and, eq, gte, inArray, lt, not, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { Transaction } from '@/db/client'
import { auditEntries } from '@/db/schema/audit'
import { persons, staff } from '@/db/schema/people'
import { municipalities } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
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
    isFirstOfEvent(filter.municipalityIds),
    filter.action === null ? undefined : eq(auditEntries.action, filter.action),
    filter.subjectId === null ? undefined : and(eq(auditEntries.subjectId, filter.subjectId), not(isHidden)),
    filter.fromAt === null ? undefined : gte(auditEntries.at, filter.fromAt),
    filter.untilAt === null ? undefined : lt(auditEntries.at, filter.untilAt),
  )
  const subject = alias(staff, 'subject')
  // Entries are numbered in order of writing, and looked up by that number.
  const sorts = { at: { by: auditEntries.id, as: 'bigint' } } as const
  const page = pageOf(paging, { sorts, id: auditEntries.id, idAs: 'bigint' })
  const select = (beyond?: SQL) =>
    tx
      .select({
        ...page.position,
        auditId: auditEntries.id,
        at: auditEntries.at,
        actorKind: auditEntries.actorKind,
        actorName: staff.name,
        municipalityNames: municipalitiesOfEvent(filter.municipalityIds),
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
      .where(and(where, beyond))
  return findPage(tx, { paging, page, select })
}

/**
 * What concerns several municipalities is written once for each, at the same instant: the entries of one event are one
 * row, the first of those in `municipalityIds`.
 */
function isFirstOfEvent(municipalityIds: MunicipalityId[]): SQL {
  const other = alias(auditEntries, 'other')
  const isEarlier = and(
    isSameEvent(other),
    inArray(other.municipalityId, municipalityIds),
    lt(other.id, auditEntries.id),
  )
  return sql`not exists (select from ${auditEntries} as ${sql.identifier('other')} where ${isEarlier})`
}

/** The names of the municipalities among `municipalityIds` that an event concerns, in the Swedish alphabet. */
function municipalitiesOfEvent(municipalityIds: MunicipalityId[]): SQL<string[]> {
  const other = alias(auditEntries, 'other')
  const isOfEvent = and(isSameEvent(other), inArray(other.municipalityId, municipalityIds))
  return sql<string[]>`array(
    select ${municipalities.name} from ${auditEntries} as ${sql.identifier('other')}
    join ${municipalities} on ${eq(municipalities.id, other.municipalityId)}
    where ${isOfEvent} order by ${inSwedish(municipalities.name)})`
}

/** In another municipality, or the same entry. */
function isSameEvent(other: ReturnType<typeof alias<typeof auditEntries, 'other'>>): SQL | undefined {
  return and(
    eq(other.at, auditEntries.at),
    eq(other.action, auditEntries.action),
    eq(other.actorKind, auditEntries.actorKind),
    sql`${other.actorId} is not distinct from ${auditEntries.actorId}`,
    sql`${other.subjectId} is not distinct from ${auditEntries.subjectId}`,
    eq(other.details, auditEntries.details),
    sql`(${other.id} = ${auditEntries.id} or ${other.municipalityId} <> ${auditEntries.municipalityId})`,
  )
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
