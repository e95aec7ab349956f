import { hash, verify } from '@node-rs/argon2'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { roleAssignments, staff } from '@/db/schema/people'
import { DomainError } from '@/domain/domain-error'
import type { StaffId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { writeAudit, type AuditAction } from '@/services/audit/write-audit'
import { lineOrNothing } from '@/protocol/bounded'

export const checkPasswordInput = z.strictObject({ email: lineOrNothing(200), password: z.string().max(200) })

const SIGN_IN: Actor = { kind: 'system', name: 'sign-in' }

/** A hash that nobody's password gives, so that an unknown address takes as long as a wrong password. */
let nobody: Promise<string> | undefined

/**
 * Who signs in with this e-mail address and password. Each attempt on a known account is an audit row.
 * @throws DomainError `sign-in.wrong-credentials`.
 */
export async function checkPassword(
  input: z.infer<typeof checkPasswordInput>,
): Promise<{ staffId: StaffId; name: string; language: UiLanguage }> {
  const email = input.email.trim().toLowerCase()
  const found = await withActor(SIGN_IN, async (tx) => {
    const rows = await tx
      .select({
        staffId: staff.id,
        name: staff.name,
        language: staff.language,
        passwordHash: sql<string>`staff_password_hash(${staff.id})`,
        disabledAt: staff.disabledAt,
      })
      .from(staff)
      .where(eq(staff.email, email))
    return rows[0]
  })
  nobody ??= hash('nobody')
  const isRight = await verify(found?.passwordHash ?? (await nobody), input.password)
  const isAccepted = found !== undefined && isRight && found.disabledAt === null
  if (found)
    await withActor(SIGN_IN, (tx) => audit(tx, found.staffId, isAccepted ? 'sign-in.accepted' : 'sign-in.refused'))
  if (!isAccepted) throw new DomainError('sign-in.wrong-credentials')
  return { staffId: found.staffId, name: found.name, language: found.language }
}

/** One row for each municipality where she works: each must be able to see who came in. */
async function audit(tx: Transaction, staffId: StaffId, action: AuditAction): Promise<void> {
  const where = await tx
    .selectDistinct({ municipalityId: roleAssignments.municipalityId })
    .from(roleAssignments)
    .where(eq(roleAssignments.staffId, staffId))
  const places = where.length > 0 ? where.map((row) => row.municipalityId) : [null]
  for (const municipalityId of places) await writeAudit(tx, SIGN_IN, { action, municipalityId, subjectId: staffId })
}
