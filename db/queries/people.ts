import { and, count, desc, eq, exists, inArray, not, or, sql, type SQL } from 'drizzle-orm'

import { union } from 'drizzle-orm/pg-core'

import type { Transaction } from '@/db/client'
import { enrolments, groups } from '@/db/schema/courses'
import { homeRegistrations, persons } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import type { GroupId, MunicipalityId, PersonId } from '@/domain/ids'

import { findPage, pageOf, type Paging, type SortKey } from './paging'
import { isPersonNamed } from './named'
import { hasBegunBy, inForceFrom } from './periods'
import { isAwaitedIn, isShownTo, selectAwaited } from './shown-persons'

export const PARTICIPANT_SORTS = ['name', 'homeMunicipality', 'language', 'presentMinutes'] as const

export type ParticipantScope = {
  /** Where the actor may list participants, by home or by the group that teaches them. */
  municipalityIds: MunicipalityId[]
  /** Where the actor may change participants: protected persons are visible only there. */
  changeableIn: MunicipalityId[]
}

export type ParticipantFilter = ParticipantScope & {
  homeMunicipalityId: MunicipalityId | null
  groupId: GroupId | null
  onDate: string
}

export async function selectParticipants(
  tx: Transaction,
  filter: ParticipantFilter,
  paging: Paging<(typeof PARTICIPANT_SORTS)[number]>,
) {
  const wanted = and(
    inScope(tx, filter, { isFew: paging.search !== '' || filter.groupId !== null }),
    matching(tx, filter, paging.search),
  )
  const isShown = or(isShownTo(filter), isAwaitedIn(tx, filter.changeableIn))
  const where = and(wanted, isShown)
  const presentMinutes = presentMinutesOf()
  const sorts: Record<(typeof PARTICIPANT_SORTS)[number], SortKey> = {
    name: { by: inSwedish(persons.displayName), as: 'text' },
    homeMunicipality: { by: inSwedish(municipalities.name), as: 'text' },
    language: { by: persons.spokenLanguage, as: 'text' },
    presentMinutes: { by: presentMinutes, as: 'numeric' },
  }
  const page = pageOf(paging, { sorts, id: persons.id })
  const select = (beyond?: SQL) =>
    tx
      .select({
        ...page.position,
        personId: persons.id,
        displayName: persons.displayName,
        homeMunicipalityId: persons.homeMunicipalityId,
        homeMunicipalityName: municipalities.name,
        spokenLanguage: persons.spokenLanguage,
        uiLanguage: persons.uiLanguage,
        isProtected: persons.protectedIdentity,
        groups: groupsOf(filter.onDate),
        presentMinutes: presentMinutes.mapWith(Number),
      })
      .from(persons)
      .innerJoin(municipalities, eq(municipalities.id, persons.homeMunicipalityId))
      .where(and(where, beyond))
  const [hidden] = await tx
    .select({ total: count() })
    .from(persons)
    .where(and(inScope(tx, filter, { isFew: true }), not(isShown ?? sql`true`)))
  return { ...(await findPage(tx, { paging, page, select })), hiddenCount: hidden?.total ?? 0 }
}

/**
 * Those who live in these municipalities, are taught by them or are on the way to them. Without a search as one list of ids, with which the
 * planner begins instead of looking at everybody; the few whom a search finds are looked up one by one.
 */
function inScope(
  tx: Transaction,
  { municipalityIds }: ParticipantScope,
  { isFew }: { isFew: boolean },
): SQL | undefined {
  const isTaught = inArray(enrolments.hostingMunicipalityId, municipalityIds)
  const isLiving = inArray(persons.homeMunicipalityId, municipalityIds)
  if (isFew) {
    const taughtThere = and(eq(enrolments.personId, persons.id), isTaught)
    return or(
      isLiving,
      isAwaitedIn(tx, municipalityIds),
      exists(
        tx
          .select({ one: sql`1` })
          .from(enrolments)
          .where(taughtThere),
      ),
    )
  }
  const living = tx.select({ personId: persons.id }).from(persons).where(isLiving)
  const taught = tx.select({ personId: enrolments.personId }).from(enrolments).where(isTaught)
  return inArray(persons.id, union(living, taught, selectAwaited(tx, municipalityIds)))
}

function matching(tx: Transaction, filter: ParticipantFilter, search: string): SQL | undefined {
  const inGroup =
    filter.groupId === null
      ? undefined
      : tx
          .select({ personId: enrolments.personId })
          .from(enrolments)
          .where(and(eq(enrolments.groupId, filter.groupId), inForceFrom(enrolments, filter.onDate)))
  return and(
    search ? isPersonNamed(persons.id, search) : undefined,
    filter.homeMunicipalityId === null ? undefined : eq(persons.homeMunicipalityId, filter.homeMunicipalityId),
    inGroup ? inArray(persons.id, inGroup) : undefined,
  )
}

function groupsOf(onDate: string) {
  return sql<{ groupId: GroupId; name: string }[]>`(
    select coalesce(json_agg(json_build_object('groupId', ${groups.id}, 'name', ${groups.name}) order by ${groups.name}), '[]')
    from ${enrolments} join ${groups} on ${groups.id} = ${enrolments.groupId}
    where ${enrolments.personId} = ${persons.id} and ${inForceFrom(enrolments, onDate)})`
}

function presentMinutesOf() {
  return sql`present_minutes(${persons.id})`
}

type PersonValues = typeof persons.$inferInsert

export async function insertPerson(tx: Transaction, values: PersonValues): Promise<PersonId> {
  const [row] = await tx.insert(persons).values(values).returning({ id: persons.id })
  if (!row) throw new Error('the person was not inserted')
  return row.id
}

/** Serialises changes of one person until the transaction ends. */
export async function lockPerson(tx: Transaction, personId: PersonId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 2))`)
}

export async function updatePerson(tx: Transaction, personId: PersonId, values: Partial<PersonValues>): Promise<void> {
  await tx.update(persons).set(values).where(eq(persons.id, personId))
}

export async function selectRegistrations(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      municipalityId: homeRegistrations.municipalityId,
      municipalityName: municipalities.name,
      fromOn: homeRegistrations.fromOn,
    })
    .from(homeRegistrations)
    .innerJoin(municipalities, eq(municipalities.id, homeRegistrations.municipalityId))
    .where(eq(homeRegistrations.personId, personId))
    .orderBy(desc(homeRegistrations.fromOn))
}

type Registration = { personId: PersonId; municipalityId: MunicipalityId; fromOn: string }

/** A second registration for the same day replaces the first. */
export async function upsertRegistration(tx: Transaction, values: Registration): Promise<void> {
  await tx
    .insert(homeRegistrations)
    .values(values)
    .onConflictDoUpdate({
      target: [homeRegistrations.personId, homeRegistrations.fromOn],
      set: { municipalityId: values.municipalityId },
    })
}

/** Where each person was registered on a date; without those who were not registered yet. */
export async function selectHomesOn(tx: Transaction, personIds: readonly PersonId[], date: string) {
  const rows = await tx
    .selectDistinctOn([homeRegistrations.personId], {
      personId: homeRegistrations.personId,
      municipalityId: homeRegistrations.municipalityId,
    })
    .from(homeRegistrations)
    .where(and(inArray(homeRegistrations.personId, [...personIds]), hasBegunBy(homeRegistrations, date)))
    .orderBy(homeRegistrations.personId, desc(homeRegistrations.fromOn))
  return new Map(rows.map((row) => [row.personId, row.municipalityId]))
}

/** A person with all enrolments ever, each with its hosting municipality and its site's. */
export async function listPersonPlaces(tx: Transaction, personId: PersonId) {
  return tx
    .select({
      displayName: persons.displayName,
      language: persons.uiLanguage,
      homeMunicipalityId: persons.homeMunicipalityId,
      isProtected: persons.protectedIdentity,
      hostingMunicipalityId: enrolments.hostingMunicipalityId,
      siteMunicipalityId: sites.municipalityId,
    })
    .from(persons)
    .leftJoin(enrolments, eq(enrolments.personId, persons.id))
    .leftJoin(sites, eq(sites.id, enrolments.siteId))
    .where(eq(persons.id, personId))
}
