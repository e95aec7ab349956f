import { and, eq, inArray, isNull, not, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { persons } from '@/db/schema/people'
import { municipalities } from '@/db/schema/regions'
import { inSwedish } from '@/db/schema/in-swedish'
import { transferRequests } from '@/db/schema/transfers'
import type { MunicipalityId, PersonId } from '@/domain/ids'

/** Where the actor may change participants: lists include protected persons only if they live there. */
export type Changeable = { changeableIn: readonly MunicipalityId[] }

/** Condition on persons: those that a list may include; the domain's `mayBeShown` in SQL. */
export function isShownTo({ changeableIn }: Changeable): SQL | undefined {
  return or(not(persons.protectedIdentity), inArray(persons.homeMunicipalityId, [...changeableIn]))
}

/** The displayed data of these persons, with the facts that decide who may see them; in Swedish order of name. */
export async function selectShownPersons(tx: Transaction, personIds: readonly PersonId[]) {
  if (personIds.length === 0) return []
  return tx
    .select({
      personId: persons.id,
      displayName: persons.displayName,
      isProtected: persons.protectedIdentity,
      homeMunicipalityId: persons.homeMunicipalityId,
    })
    .from(persons)
    .where(inArray(persons.id, [...personIds]))
    .orderBy(inSwedish(persons.displayName), persons.id)
}

/** The municipality to which a person is on the way, of those whose requests the actor sees. */
function awaitedBy(personId: SQLWrapper) {
  return sql<MunicipalityId | null>`(
    select ${transferRequests.municipalityId} from ${transferRequests}
    where ${isAwaited(personId)} limit 1)`
}

/** Condition on persons: those on the way to one of these municipalities. */
export function isAwaitedIn(tx: Transaction, municipalityIds: readonly MunicipalityId[]): SQL {
  return inArray(persons.id, selectAwaited(tx, municipalityIds))
}

export function selectAwaited(tx: Transaction, municipalityIds: readonly MunicipalityId[]) {
  return tx
    .select({ personId: sql<PersonId>`${transferRequests.arrivingId}`.as('person_id') })
    .from(transferRequests)
    .where(
      and(
        inArray(transferRequests.municipalityId, [...municipalityIds]),
        eq(transferRequests.state, 'agreed'),
        isNull(transferRequests.arrivedAt),
      ),
    )
}

function isAwaited(personId: SQLWrapper): SQL {
  return sql`${transferRequests.arrivingId} = ${personId} and ${transferRequests.state} = 'agreed' and ${transferRequests.arrivedAt} is null`
}

export async function findPerson(tx: Transaction, personId: PersonId) {
  const [row] = await tx
    .select({
      personId: persons.id,
      displayName: persons.displayName,
      uiLanguage: persons.uiLanguage,
      spokenLanguage: persons.spokenLanguage,
      alsoSpeaks: persons.alsoSpeaks,
      reads: persons.reads,
      literacy: persons.literacy,
      needs: persons.needs,
      isProtected: persons.protectedIdentity,
      homeMunicipalityId: persons.homeMunicipalityId,
      homeMunicipalityName: municipalities.name,
      awaitedBy: awaitedBy(persons.id),
    })
    .from(persons)
    .innerJoin(municipalities, eq(municipalities.id, persons.homeMunicipalityId))
    .where(and(eq(persons.id, personId)))
  return row ?? null
}
