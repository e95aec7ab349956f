import * as z from 'zod'

import { matchesPassword } from '@/adapters/password'
import { withActor, type Transaction } from '@/db/client'
import { findGeneration } from '@/db/queries/access-generations'
import { flushLikeAWrite } from '@/db/queries/flush-like-a-write'
import { findSignIn, listWorkplaces } from '@/db/queries/staff'
import type { AuditAction } from '@/domain/audit/events'
import { DomainError } from '@/domain/domain-error'
import type { StaffId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import { writeAudit } from '@/services/audit/write-audit'
import { lineOrNothing } from '@/protocol/bounded'
import { hashPassword } from '@/services/people/hash-password'
import { takeHashTurn } from '@/services/people/hash-turns'
import { SIGN_IN } from '@/services/system-actors'

export const checkPasswordInput = z.strictObject({ email: lineOrNothing(200), password: z.string().max(200) })

/** Used when there is no account, so that an unknown address takes as long as a wrong password. */
const NOBODY = '00000000-0000-0000-0000-000000000000' as StaffId
let nobodysHash: Promise<string> | undefined

/** The account that signed in, and the access generation of the new session. */
export type SignedIn = { staffId: StaffId; name: string; language: UiLanguage; generation: number }

/**
 * The account with this e-mail address and password. Each attempt on a known account is audited.
 * @throws DomainError `sign-in.wrong-credentials`, `access.too-many-attempts` when the queue is full.
 */
export async function checkPassword(input: z.infer<typeof checkPasswordInput>): Promise<SignedIn> {
  const email = input.email.trim().toLowerCase()
  const found = await withActor(SIGN_IN, (tx) => findSignIn(tx, email))
  nobodysHash ??= hashPassword('the password of nobody')
  const passwordHash = found?.passwordHash ?? (await nobodysHash)
  const isRight = await takeHashTurn(() => matchesPassword(passwordHash, input.password))
  const hasPassword = found !== null && found.passwordHash !== null
  const isAccepted = hasPassword && isRight && found.disabledAt === null
  const staffId = found?.staffId ?? NOBODY
  const generation = await withActor(SIGN_IN, async (tx) => {
    await audit(tx, staffId, isAccepted ? 'sign-in.accepted' : 'sign-in.refused')
    return findGeneration(tx, { kind: 'staff', id: staffId })
  })
  if (!isAccepted) throw new DomainError('sign-in.wrong-credentials')
  return { staffId, name: found.name, language: found.language, generation }
}

/**
 * One audit row for each municipality where the account works: each must see its sign-ins. For an unknown account
 * nothing is stored, but the same queries run and as much is written to disk.
 */
async function audit(
  tx: Transaction,
  staffId: StaffId,
  action: Extract<AuditAction, 'sign-in.accepted' | 'sign-in.refused'>,
): Promise<void> {
  const where = await listWorkplaces(tx, staffId)
  if (staffId === NOBODY) return flushLikeAWrite(tx)
  const places = where.length > 0 ? where : [null]
  for (const municipalityId of places) await writeAudit(tx, SIGN_IN, { action, municipalityId, subjectId: staffId })
}
