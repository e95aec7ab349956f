import { randomBytes } from 'node:crypto'

import { makeTotpSecret, totpAddress, totpStep } from '@/adapters/one-time-code'
import { qrPath, type QrPath } from '@/adapters/qr-code'
import { withActor, type Transaction } from '@/db/client'
import {
  beginFactor,
  countRecoveryCodes,
  deleteFactor,
  findFactor,
  findFactorSecret,
  isFactorDemanded,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeStep,
} from '@/db/queries/second-factors'
import { findStaff, listWorkplaces } from '@/db/queries/staff'
import type { AuditAction } from '@/domain/audit/events'
import { DomainError } from '@/domain/domain-error'
import type { StaffId } from '@/domain/ids'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { seal, unseal } from '@/services/people/seal'
import { ELEVATED, SIGN_IN } from '@/services/system-actors'

import { hashSecret } from './secret'

/*
 * The second factor of an account that signs in with a password: one-time codes (RFC 6238), and recovery codes. Each
 * function is about the account of who asks: signed in, or with a password that was right. As the set-up actor, which
 * alone may write what belongs to accounts.
 */

const RECOVERY_CODES = 10
/** 80 bits, so that a plain hash cannot be reversed by guessing. */
const RECOVERY_BYTES = 10
const SEPARATORS = /[\s-]/g

const contextOf = (staffId: StaffId) => `second factor ${staffId}`

/** `left`: how many recovery codes have not been used. */
export type FactorState = { isOn: boolean; isDemanded: boolean; left: number }

/** Whether an account has a second factor, and whether a municipality where it has a role demands one. */
export async function getFactorState(staffId: StaffId): Promise<FactorState> {
  return withActor(ELEVATED, async (tx) => {
    const factor = await findFactor(tx, staffId)
    const isOn = factor !== null && factor.confirmedAt !== null
    return { isOn, isDemanded: await isFactorDemanded(tx, staffId), left: await countRecoveryCodes(tx, staffId) }
  })
}

/** Begins a second factor with a new secret. One that has been confirmed stays as it is. */
export async function beginSecondFactor(staffId: StaffId): Promise<void> {
  const sealed = seal(makeTotpSecret(), contextOf(staffId))
  await withActor(ELEVATED, (tx) => beginFactor(tx, staffId, sealed))
}

/** The secret to set an app up with, while it has not been confirmed; afterwards nobody sees it again. */
export async function showBegunFactor(staffId: StaffId): Promise<{ secret: string; qr: QrPath } | null> {
  const { factor, member } = await withActor(ELEVATED, async (tx) => {
    return { factor: await findFactor(tx, staffId), member: await findStaff(tx, staffId) }
  })
  if (!factor || factor.confirmedAt !== null || !member) return null
  const secret = await readSecret(staffId)
  return secret === null ? null : { secret, qr: qrPath(totpAddress({ secret, issuer: 'Samsal', label: member.email })) }
}

/**
 * Confirms a begun second factor by its first code; the recovery codes, which are kept as hashes and shown this once.
 * @throws DomainError `second-factor.wrong-code`, also when none has begun.
 */
export async function confirmSecondFactor(staffId: StaffId, code: string, nowMs: number): Promise<string[]> {
  const step = await stepOf(staffId, code, nowMs)
  return withActor(ELEVATED, async (tx) => {
    const factor = await findFactor(tx, staffId)
    const isFirst = factor !== null && factor.confirmedAt === null
    if (!isFirst || step === null || !(await takeStep(tx, staffId, step))) {
      throw new DomainError('second-factor.wrong-code', { field: 'code' })
    }
    const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode)
    await replaceRecoveryCodes(tx, staffId, codes.map(hashRecoveryCode))
    await auditOf(tx, staffId, 'second-factor.set-up')
    return codes
  })
}

/**
 * Checks the second factor of a sign-in: a code of now that has not been used, or a recovery code that has not.
 * @throws DomainError `second-factor.wrong-code`.
 */
export async function checkSecondFactor(staffId: StaffId, code: string, nowMs: number): Promise<void> {
  const typed = code.replaceAll(SEPARATORS, '')
  const step = await stepOf(staffId, typed, nowMs)
  const isRight = await withActor(ELEVATED, async (tx) => {
    const factor = await findFactor(tx, staffId)
    if (!factor || factor.confirmedAt === null) return false
    if (step !== null && (await takeStep(tx, staffId, step))) return true
    const isRecovery = await takeRecoveryCode(tx, staffId, hashRecoveryCode(typed))
    // A refusal is logged as well, and so is not rolled back.
    await auditOf(tx, staffId, isRecovery ? 'second-factor.recovery-used' : 'second-factor.refused')
    return isRecovery
  })
  if (!isRight) throw new DomainError('second-factor.wrong-code', { field: 'code' })
}

/**
 * Removes one's own second factor, by one more code of it.
 * @throws DomainError `second-factor.wrong-code`, `second-factor.demanded` where a municipality demands one.
 */
export async function removeSecondFactor(staffId: StaffId, code: string, nowMs: number): Promise<void> {
  const { isDemanded } = await getFactorState(staffId)
  if (isDemanded) throw new DomainError('second-factor.demanded')
  await checkSecondFactor(staffId, code, nowMs)
  await withActor(ELEVATED, async (tx) => {
    found((await deleteFactor(tx, staffId)) || null)
    await auditOf(tx, staffId, 'second-factor.removed')
  })
}

async function stepOf(staffId: StaffId, code: string, nowMs: number): Promise<number | null> {
  const secret = await readSecret(staffId)
  return secret === null ? null : totpStep({ secret, code: code.replaceAll(SEPARATORS, ''), nowMs })
}

async function readSecret(staffId: StaffId): Promise<string | null> {
  const sealed = await withActor(SIGN_IN, (tx) => findFactorSecret(tx, staffId))
  return sealed && unseal(sealed, contextOf(staffId))
}

type Action = Extract<AuditAction, `second-factor.${string}`>

async function auditOf(tx: Transaction, staffId: StaffId, action: Exclude<Action, 'second-factor.reset'>) {
  const places = await listWorkplaces(tx, staffId)
  for (const municipalityId of places.length > 0 ? places : [null]) {
    await writeAudit(tx, { kind: 'staff', staffId, roles: [] }, { action, municipalityId, subjectId: staffId })
  }
}

/** Sixteen letters and digits in groups, without those that look alike. */
function makeRecoveryCode(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const bits = [...randomBytes(RECOVERY_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const code = (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('')
  return (code.match(/.{4}/g) ?? []).join('-')
}

function hashRecoveryCode(code: string): string {
  return hashSecret(code.replaceAll(SEPARATORS, '').toLowerCase())
}
