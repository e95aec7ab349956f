import { and, count, eq, isNull, lt, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { roleAssignments } from '@/db/schema/people'
import { municipalities } from '@/db/schema/regions'
import { recoveryCodes, secondFactors } from '@/db/schema/second-factors'
import type { StaffId } from '@/domain/ids'

import { hasBegunBy, regionDay } from './periods'
import { isHeldToday } from './staff'

/** Whether an account's second factor has been confirmed; null when it has begun none. */
export async function findFactor(tx: Transaction, staffId: StaffId) {
  const [row] = await tx
    .select({ confirmedAt: secondFactors.confirmedAt })
    .from(secondFactors)
    .where(eq(secondFactors.staffId, staffId))
  return row ?? null
}

/** The encrypted secret; only the sign-in reads it. */
export async function findFactorSecret(tx: Transaction, staffId: StaffId): Promise<Buffer | null> {
  const [row] = await tx.execute<{ sealed: Buffer | null }>(sql`select second_factor_secret(${staffId}) as sealed`)
  return row?.sealed ? Buffer.from(row.sealed) : null
}

/** Whether a municipality where the account has a role today demands a second factor. */
export async function isFactorDemanded(tx: Transaction, staffId: StaffId): Promise<boolean> {
  const rows = await tx
    .select({ id: municipalities.id })
    .from(roleAssignments)
    .innerJoin(municipalities, eq(municipalities.id, roleAssignments.municipalityId))
    .where(
      and(
        eq(roleAssignments.staffId, staffId),
        isHeldToday(),
        hasBegunBy({ fromOn: municipalities.secondFactorFrom }, regionDay(sql`now()`)),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Begins a second factor, or begins it again; one that is confirmed stays. */
export async function beginFactor(tx: Transaction, staffId: StaffId, sealedSecret: Buffer): Promise<void> {
  await tx
    .insert(secondFactors)
    .values({ staffId, sealedSecret })
    .onConflictDoUpdate({
      target: secondFactors.staffId,
      set: { sealedSecret, lastStep: 0 },
      setWhere: isNull(secondFactors.confirmedAt),
    })
}

/** Uses the code of a half minute; false when that one, or a later one, was used before. */
export async function takeStep(tx: Transaction, staffId: StaffId, step: number): Promise<boolean> {
  const rows = await tx
    .update(secondFactors)
    .set({ lastStep: step, confirmedAt: sql`coalesce(${secondFactors.confirmedAt}, now())` })
    .where(and(eq(secondFactors.staffId, staffId), lt(secondFactors.lastStep, step)))
    .returning({ staffId: secondFactors.staffId })
  return rows.length > 0
}

/** Removes a second factor with its recovery codes; false when there was none. */
export async function deleteFactor(tx: Transaction, staffId: StaffId): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId))
  const rows = await tx
    .delete(secondFactors)
    .where(eq(secondFactors.staffId, staffId))
    .returning({ staffId: secondFactors.staffId })
  return rows.length > 0
}

export async function replaceRecoveryCodes(tx: Transaction, staffId: StaffId, hashes: readonly string[]) {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId))
  await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ staffId, codeHash })))
}

/** Uses a recovery code; false when there is no such one, or it was used before. */
export async function takeRecoveryCode(tx: Transaction, staffId: StaffId, codeHash: string): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt: new Date() })
    .where(and(eq(recoveryCodes.staffId, staffId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)))
    .returning({ staffId: recoveryCodes.staffId })
  return rows.length > 0
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(tx: Transaction, staffId: StaffId): Promise<number> {
  const [row] = await tx
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.staffId, staffId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}
