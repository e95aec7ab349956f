import { and, asc, eq, isNull, not, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { roleAssignments, staff } from '@/db/schema/people'
import { providerTies } from '@/db/schema/provider-ties'
import { inSwedish } from '@/db/schema/in-swedish'
import { municipalities } from '@/db/schema/regions'
import { providerRoles, signInProviders } from '@/db/schema/sign-in-providers'
import type { MunicipalityId, ProviderId, StaffId } from '@/domain/ids'
import type { GivenRole } from '@/domain/people/follow-roles'
import type { StaffRole } from '@/domain/people/roles'
import { addDays } from '@/domain/time'

import { foldedName, isNamed } from './named'
import { hasBegunBy, inForceFrom, inForceOn, regionDay } from './periods'

const today = () => regionDay(sql`now()`)

/** Condition: staff can sign in by it today, and its municipality belongs to the region. */
function isOpen() {
  return and(
    inForceOn(signInProviders, today()),
    inForceOn({ fromOn: municipalities.joinedOn, untilOn: municipalities.leftOn }, today()),
  )
}

/** Providers that are open today, by a part of their own or their municipality's name; at most `most`. */
export async function selectOpenProviders(tx: Transaction, { search, most }: { search: string; most: number }) {
  const name = sql`${signInProviders.name} || ' ' || ${municipalities.name}`
  return tx
    .select({
      providerId: signInProviders.id,
      name: signInProviders.name,
      municipalityName: municipalities.name,
    })
    .from(signInProviders)
    .innerJoin(municipalities, eq(municipalities.id, signInProviders.municipalityId))
    .where(and(isOpen(), search === '' ? undefined : isNamed({ name, folded: foldedName(sql`(${name})`) }, search)))
    .orderBy(inSwedish(signInProviders.name), asc(signInProviders.id))
    .limit(most)
}

/** One that is open today, with its encrypted secret; only the sign-in reads it. */
export async function findOpenProvider(tx: Transaction, providerId: ProviderId) {
  const [row] = await tx
    .select({
      providerId: signInProviders.id,
      municipalityId: signInProviders.municipalityId,
      name: signInProviders.name,
      issuer: signInProviders.issuer,
      clientId: signInProviders.clientId,
      groupsClaim: signInProviders.groupsClaim,
      untilOn: signInProviders.untilOn,
      sealedSecret: sql<Buffer>`provider_secret(${signInProviders.id})`,
    })
    .from(signInProviders)
    .innerJoin(municipalities, eq(municipalities.id, signInProviders.municipalityId))
    .where(and(eq(signInProviders.id, providerId), isOpen()))
  return row ?? null
}

const SHOWN = {
  providerId: signInProviders.id,
  municipalityId: signInProviders.municipalityId,
  name: signInProviders.name,
  issuer: signInProviders.issuer,
  clientId: signInProviders.clientId,
  groupsClaim: signInProviders.groupsClaim,
  fromOn: signInProviders.fromOn,
  untilOn: signInProviders.untilOn,
}

/** A municipality's providers, of which a service allows a few. */
export async function selectProviders(tx: Transaction, municipalityId: MunicipalityId) {
  return tx
    .select(SHOWN)
    .from(signInProviders)
    .where(eq(signInProviders.municipalityId, municipalityId))
    .orderBy(inSwedish(signInProviders.name), asc(signInProviders.id))
}

export async function findProvider(tx: Transaction, providerId: ProviderId) {
  const [row] = await tx.select(SHOWN).from(signInProviders).where(eq(signInProviders.id, providerId))
  return row ?? null
}

export async function selectProviderRoles(tx: Transaction, providerId: ProviderId) {
  return tx
    .select({ groupValue: providerRoles.groupValue, role: providerRoles.role })
    .from(providerRoles)
    .where(eq(providerRoles.providerId, providerId))
    .orderBy(asc(providerRoles.groupValue), asc(providerRoles.role))
}

type ProviderValues = typeof signInProviders.$inferInsert

export async function insertProvider(tx: Transaction, values: ProviderValues & { id: ProviderId }): Promise<void> {
  await tx.insert(signInProviders).values(values)
}

export async function updateProvider(
  tx: Transaction,
  providerId: ProviderId,
  values: Partial<Omit<ProviderValues, 'id' | 'municipalityId' | 'issuer'>>,
): Promise<void> {
  await tx.update(signInProviders).set(values).where(eq(signInProviders.id, providerId))
}

export async function replaceProviderRoles(
  tx: Transaction,
  providerId: ProviderId,
  rows: readonly { groupValue: string; role: StaffRole }[],
): Promise<void> {
  await tx.delete(providerRoles).where(eq(providerRoles.providerId, providerId))
  if (rows.length > 0) await tx.insert(providerRoles).values(rows.map((row) => ({ ...row, providerId })))
}

/** Ends every role of a provider on its new last day; a role that begins later is removed. */
export async function endGivenRoles(tx: Transaction, providerId: ProviderId, lastOn: string): Promise<void> {
  const given = eq(roleAssignments.givenBy, providerId)
  await tx.delete(roleAssignments).where(and(given, not(hasBegunBy(roleAssignments, lastOn))))
  await tx
    .update(roleAssignments)
    .set({ untilOn: lastOn })
    .where(and(given, inForceFrom(roleAssignments, addDays(lastOn, 1))))
}

/** Those who have a role of a provider today or later. */
export async function selectHoldersOf(tx: Transaction, providerId: ProviderId): Promise<StaffId[]> {
  const rows = await tx
    .selectDistinct({ staffId: roleAssignments.staffId })
    .from(roleAssignments)
    .where(and(eq(roleAssignments.givenBy, providerId), inForceFrom(roleAssignments, today())))
  return rows.map((row) => row.staffId)
}

/** All roles that a provider has given somebody, also those that have ended. */
export async function selectGivenRoles(tx: Transaction, staffId: StaffId, givenBy: ProviderId): Promise<GivenRole[]> {
  return tx
    .select({ role: roleAssignments.role, fromOn: roleAssignments.fromOn, untilOn: roleAssignments.untilOn })
    .from(roleAssignments)
    .where(and(eq(roleAssignments.staffId, staffId), eq(roleAssignments.givenBy, givenBy)))
}

export async function deleteGivenRole(
  tx: Transaction,
  { staffId, givenBy, role }: { staffId: StaffId; givenBy: ProviderId; role: StaffRole },
): Promise<void> {
  await tx
    .delete(roleAssignments)
    .where(
      and(eq(roleAssignments.staffId, staffId), eq(roleAssignments.givenBy, givenBy), eq(roleAssignments.role, role)),
    )
}

/** The account that a provider's subject opens. */
export async function findTied(tx: Transaction, providerId: ProviderId, subject: string): Promise<StaffId | null> {
  const [row] = await tx
    .select({ staffId: providerTies.staffId })
    .from(providerTies)
    .where(and(eq(providerTies.providerId, providerId), eq(providerTies.subject, subject)))
  return row?.staffId ?? null
}

/** The account with this address that an administrator has tied, and that has not signed in by the provider yet. */
export async function findWaitingTie(tx: Transaction, providerId: ProviderId, email: string): Promise<StaffId | null> {
  const [row] = await tx
    .select({ staffId: providerTies.staffId })
    .from(providerTies)
    .innerJoin(staff, eq(staff.id, providerTies.staffId))
    .where(and(eq(providerTies.providerId, providerId), isNull(providerTies.subject), eq(staff.email, email)))
  return row?.staffId ?? null
}

type Tie = { providerId: ProviderId; staffId: StaffId }

/** False when the account is tied already. */
export async function insertTie(tx: Transaction, values: typeof providerTies.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(providerTies)
    .values(values)
    .onConflictDoNothing({ target: [providerTies.providerId, providerTies.staffId] })
    .returning({ staffId: providerTies.staffId })
  return rows.length > 0
}

/** Keeps the subject of an account's first sign-in. */
export async function keepSubject(tx: Transaction, { providerId, staffId, subject }: Tie & { subject: string }) {
  await tx
    .update(providerTies)
    .set({ subject, firstAt: new Date() })
    .where(and(isTie({ providerId, staffId }), isNull(providerTies.subject)))
}

export async function deleteTie(tx: Transaction, tie: Tie): Promise<boolean> {
  const rows = await tx.delete(providerTies).where(isTie(tie)).returning({ staffId: providerTies.staffId })
  return rows.length > 0
}

/** By which providers an account can sign in. */
export async function selectTies(tx: Transaction, staffId: StaffId) {
  return tx
    .select({
      providerId: providerTies.providerId,
      municipalityId: signInProviders.municipalityId,
      name: signInProviders.name,
      firstAt: providerTies.firstAt,
    })
    .from(providerTies)
    .innerJoin(signInProviders, eq(signInProviders.id, providerTies.providerId))
    .where(eq(providerTies.staffId, staffId))
    .orderBy(inSwedish(signInProviders.name), asc(signInProviders.id))
}

function isTie({ providerId, staffId }: Tie) {
  return and(eq(providerTies.providerId, providerId), eq(providerTies.staffId, staffId))
}
