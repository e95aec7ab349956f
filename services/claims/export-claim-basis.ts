import { createHash } from 'node:crypto'

import * as z from 'zod'

import { withActor } from '@/db/client'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import type { ClaimLabels } from './claim-labels'
import { claimTables } from './claim-tables'
import { getClaimBasis, getClaimBasisInput } from './get-claim-basis'
import { writeClaimCsv } from './write-claim-csv'
import { writeClaimXlsx } from './write-claim-xlsx'

export const exportClaimBasisInput = getClaimBasisInput.extend({ format: z.enum(['csv', 'xlsx']) })

type Input = z.infer<typeof exportClaimBasisInput>

/**
 * The claim basis as a file. The same attendance produces the same bytes; each export is an audit entry with the file's
 * hash.
 * @throws DomainError as `getClaimBasis` does.
 */
export async function exportClaimBasis(
  actor: Actor,
  input: Input,
  labels: ClaimLabels,
): Promise<{ fileName: string; bytes: Buffer; sha256: string }> {
  assertAllowed(actor, 'claim.export', input.municipalityId)
  const { format, ...period } = input
  const basis = await getClaimBasis(actor, period)
  const tables = claimTables(basis, labels)
  const madeAt = new Date(`${input.untilOn}T00:00:00Z`)
  const bytes = format === 'csv' ? writeClaimCsv(tables) : await writeClaimXlsx(tables, labels, madeAt)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await withActor(actor, (tx) =>
    writeAudit(tx, actor, {
      action: 'claim.exported',
      municipalityId: input.municipalityId,
      subjectId: input.municipalityId,
      details: { fromOn: input.fromOn, untilOn: input.untilOn, format, sha256, lines: basis.lines.length },
    }),
  )
  return { fileName: `claim-${basis.municipality.code}-${input.fromOn}-${input.untilOn}.${format}`, bytes, sha256 }
}
