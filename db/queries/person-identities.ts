import { and, asc, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { personIdentities, sealedNames } from '@/db/schema/people'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { LegalSex } from '@/domain/people/vocabulary'

import { isPersonNamed } from './named'

/*
 * Persons' legal identities. Row-level security opens these tables to those who keep the register of the home
 * municipality; for everybody else they are empty.
 */

export type IdentityRow = {
  givenName: string | null
  familyName: string | null
  sealedNames: Buffer | null
  hasIdentityNumber: boolean
} & Facts

/** Facts of a legal identity beside names and number. */
type Facts = { bornOn: string | null; legalSex: LegalSex | null; dossierNumber: string | null }

export async function findIdentity(tx: Transaction, personId: PersonId): Promise<IdentityRow | null> {
  const [row] = await tx
    .select({
      givenName: personIdentities.givenName,
      familyName: personIdentities.familyName,
      sealedNames: sealedNames.sealed,
      bornOn: personIdentities.bornOn,
      legalSex: personIdentities.legalSex,
      dossierNumber: personIdentities.dossierNumber,
      hasIdentityNumber: sql<boolean>`${personIdentities.identityNumberHash} is not null`,
    })
    .from(personIdentities)
    .leftJoin(sealedNames, eq(sealedNames.personId, personIdentities.personId))
    .where(eq(personIdentities.personId, personId))
  return row ?? null
}

const LIKELY_MAX = 200

type Sought = { homeMunicipalityId: MunicipalityId; bornOn: string | null; names: readonly string[] }

/**
 * Persons of a municipality who may be the one with one of these names: born on the same day, or with all words of a name
 * where one of the two days is not known. Without protected persons, whose names the database cannot read; at most 200.
 */
export async function selectLikely(tx: Transaction, { homeMunicipalityId, bornOn, names }: Sought) {
  const { personId, bornOn: day } = personIdentities
  const isAtHome = and(
    eq(personIdentities.homeMunicipalityId, homeMunicipalityId),
    isNotNull(personIdentities.givenName),
  )
  const isNamedSo = or(...names.map((name) => isPersonNamed(personId, name)))
  const isLikely = bornOn === null ? isNamedSo : or(eq(day, bornOn), and(isNull(day), isNamedSo))
  return tx
    .select({
      personId,
      givenName: sql<string>`${personIdentities.givenName}`,
      familyName: sql<string>`${personIdentities.familyName}`,
      bornOn: day,
    })
    .from(personIdentities)
    .where(and(isAtHome, isLikely))
    .orderBy(asc(personId))
    .limit(LIKELY_MAX)
}

/** The participant with an identity number, among those whose register the actor keeps. */
export async function findPersonByNumber(tx: Transaction, hash: string): Promise<PersonId | null> {
  const [row] = await tx
    .select({ personId: personIdentities.personId })
    .from(personIdentities)
    .where(eq(personIdentities.identityNumberHash, hash))
    .orderBy(asc(personIdentities.personId))
    .limit(1)
  return row?.personId ?? null
}

/** The participant of one municipality with an identity number. */
export async function findPersonByNumberIn(
  tx: Transaction,
  homeMunicipalityId: MunicipalityId,
  hash: string,
): Promise<PersonId | null> {
  const [row] = await tx
    .select({ personId: personIdentities.personId })
    .from(personIdentities)
    .where(
      and(eq(personIdentities.identityNumberHash, hash), eq(personIdentities.homeMunicipalityId, homeMunicipalityId)),
    )
    .limit(1)
  return row?.personId ?? null
}

/** Serialises decisions about one number. */
export async function lockNumber(tx: Transaction, hash: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 1))`)
}

/** Whether another participant of the municipality has the number. */
export async function isNumberTaken(
  tx: Transaction,
  { hash, homeMunicipalityId }: { hash: string; homeMunicipalityId: MunicipalityId },
  personId: PersonId,
): Promise<boolean> {
  const rows = await tx
    .select({ personId: personIdentities.personId })
    .from(personIdentities)
    .where(
      and(
        eq(personIdentities.identityNumberHash, hash),
        eq(personIdentities.homeMunicipalityId, homeMunicipalityId),
        ne(personIdentities.personId, personId),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Participants of other municipalities with the number; only the set-up sees them. */
export async function selectKnownElsewhere(
  tx: Transaction,
  { hash, homeMunicipalityId }: { hash: string; homeMunicipalityId: MunicipalityId },
) {
  return tx
    .select({ personId: personIdentities.personId, municipalityId: personIdentities.homeMunicipalityId })
    .from(personIdentities)
    .where(
      and(eq(personIdentities.identityNumberHash, hash), ne(personIdentities.homeMunicipalityId, homeMunicipalityId)),
    )
    .orderBy(asc(personIdentities.personId))
}

export async function findNumberHash(tx: Transaction, personId: PersonId): Promise<string | null> {
  const [row] = await tx
    .select({ hash: personIdentities.identityNumberHash })
    .from(personIdentities)
    .where(eq(personIdentities.personId, personId))
  return row?.hash ?? null
}

/** Takes a number from a person, if they have it. */
export async function removeNumber(tx: Transaction, personId: PersonId, hash: string): Promise<void> {
  await tx
    .update(personIdentities)
    .set({ identityNumberEncrypted: null, identityNumberHash: null })
    .where(and(eq(personIdentities.personId, personId), eq(personIdentities.identityNumberHash, hash)))
}

export async function findSealedIdentityNumber(tx: Transaction, personId: PersonId): Promise<Buffer | null> {
  const [row] = await tx
    .select({ sealed: personIdentities.identityNumberEncrypted })
    .from(personIdentities)
    .where(eq(personIdentities.personId, personId))
  return row?.sealed ?? null
}

export type Names = { givenName: string; familyName: string }
type IdentityValues = {
  personId: PersonId
  homeMunicipalityId: MunicipalityId
  /** Plain text, or encrypted for a protected person. */
  names: Names | Buffer
  facts: Facts
  /** Omitted, the number is not changed. */
  number?: { identityNumberEncrypted: Buffer | null; identityNumberHash: string | null }
}

/** Writes names to the right table: plain text in one, encrypted in the other, never in both. */
export async function saveIdentity(tx: Transaction, identity: IdentityValues) {
  const { personId, homeMunicipalityId, names, facts, number } = identity
  const isSealed = Buffer.isBuffer(names)
  const values = { ...(isSealed ? { givenName: null, familyName: null } : names), ...facts, ...number }
  await tx
    .insert(personIdentities)
    .values({ personId, homeMunicipalityId, ...values })
    .onConflictDoUpdate({ target: personIdentities.personId, set: values })
  if (!isSealed) {
    await tx.delete(sealedNames).where(eq(sealedNames.personId, personId))
    return
  }
  // Not as one statement: that would have to read the row, which needs an opening, also where there is none yet.
  const changed = await tx.execute(
    sql`update ${sealedNames} set sealed = ${names} where ${eq(sealedNames.personId, personId)}`,
  )
  if (changed.count === 0) await tx.insert(sealedNames).values({ personId, homeMunicipalityId, sealed: names })
}
