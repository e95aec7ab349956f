import { and, count, eq, gt, isNull, lt } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { endpoints, pairingCodes } from '@/db/schema/endpoints'
import { municipalities, sites } from '@/db/schema/regions'
import type { EndpointId } from '@/domain/ids'

import { isOpenAfter } from './regions'

/** The screen with a secret, while it is paired and its site is open. */
export async function findPairedEndpoint(tx: Transaction, secretHash: string, today: string) {
  const [row] = await tx
    .select({
      endpointId: endpoints.id,
      siteId: endpoints.siteId,
      municipalityId: endpoints.municipalityId,
      siteName: sites.name,
      municipalityName: municipalities.name,
    })
    .from(endpoints)
    .innerJoin(sites, eq(sites.id, endpoints.siteId))
    .innerJoin(municipalities, eq(municipalities.id, endpoints.municipalityId))
    .where(and(eq(endpoints.secretHash, secretHash), isNull(endpoints.unpairedAt), isOpenAfter(today)))
  return row ?? null
}

/** The site of a paired screen. */
export async function findEndpointPlace(tx: Transaction, endpointId: EndpointId) {
  const [row] = await tx
    .select({ siteId: endpoints.siteId, municipalityId: endpoints.municipalityId })
    .from(endpoints)
    .where(and(eq(endpoints.id, endpointId), isNull(endpoints.unpairedAt)))
  return row ?? null
}

export async function insertEndpoint(tx: Transaction, values: typeof endpoints.$inferInsert): Promise<EndpointId> {
  const [row] = await tx.insert(endpoints).values(values).returning({ id: endpoints.id })
  if (!row) throw new Error('the endpoint was not inserted')
  return row.id
}

export async function updateUnpaired(tx: Transaction, endpointId: EndpointId, unpairedAt: Date): Promise<void> {
  await tx.update(endpoints).set({ unpairedAt }).where(eq(endpoints.id, endpointId))
}

type Waiting = { code: string } | { secretHash: string }

function isWaiting(wanted: Waiting, now: Date) {
  return and(
    'code' in wanted ? eq(pairingCodes.code, wanted.code) : eq(pairingCodes.secretHash, wanted.secretHash),
    gt(pairingCodes.expiresAt, now),
    isNull(pairingCodes.endpointId),
  )
}

const waitingColumns = {
  pairingCodeId: pairingCodes.id,
  code: pairingCodes.code,
  secretHash: pairingCodes.secretHash,
  expiresAt: pairingCodes.expiresAt,
}

/** The pairing code of a waiting screen, by the code or by the screen's secret. */
export async function findWaitingCode(tx: Transaction, wanted: Waiting, now: Date) {
  const [row] = await tx.select(waitingColumns).from(pairingCodes).where(isWaiting(wanted, now))
  return row ?? null
}

/** The same, locked until the transaction ends. */
export async function lockWaitingCode(tx: Transaction, code: string, now: Date) {
  const [row] = await tx.select(waitingColumns).from(pairingCodes).where(isWaiting({ code }, now)).for('update')
  return row ?? null
}

export async function insertPairingCode(tx: Transaction, values: typeof pairingCodes.$inferInsert): Promise<void> {
  await tx.insert(pairingCodes).values(values)
}

export async function updatePaired(tx: Transaction, pairingCodeId: string, endpointId: EndpointId): Promise<void> {
  await tx.update(pairingCodes).set({ endpointId }).where(eq(pairingCodes.id, pairingCodeId))
}

export async function deleteExpiredCodes(tx: Transaction, before: Date): Promise<void> {
  await tx.delete(pairingCodes).where(lt(pairingCodes.expiresAt, before))
}

export async function countPairingCodes(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ number: count() }).from(pairingCodes)
  return row?.number ?? 0
}
