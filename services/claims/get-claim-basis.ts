import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectClaimEntries } from '@/db/queries/attendance'
import { findMunicipality } from '@/db/queries/regions'
import { buildClaimBasis, type ClaimBasis, type ClaimLine } from '@/domain/claims/build-claim-basis'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { daysInPeriod } from '@/domain/time'
import { dateField } from '@/services/fields'
import { found } from '@/services/found'
import { municipalityId } from '@/services/ids'

const PERIOD_DAYS_MAX = 366

export const getClaimBasisInput = z.strictObject({ municipalityId, fromOn: dateField, untilOn: dateField })

/** A row with the person's display name; empty if they have moved away since. */
export type NamedClaimLine = ClaimLine & { displayName: string }
export type NamedClaimBasis = {
  municipality: { name: string; code: string }
  lines: NamedClaimLine[]
  totals: ClaimBasis['totals']
}

/**
 * Hours per participant and theme part of a home municipality in a period (both dates included), with the lessons that
 * prove them; sorted by name, person and theme part.
 * @throws DomainError `claims.period-too-long` over 366 days, `courses.end-before-start`, `access.not-found`.
 */
export async function getClaimBasis(actor: Actor, input: z.infer<typeof getClaimBasisInput>): Promise<NamedClaimBasis> {
  assertAllowed(actor, 'claim.export', input.municipalityId)
  if (input.untilOn < input.fromOn) throw new DomainError('courses.end-before-start', { field: 'untilOn' })
  if (daysInPeriod(input.fromOn, input.untilOn) > PERIOD_DAYS_MAX) {
    throw new DomainError('claims.period-too-long', { field: 'untilOn', most: PERIOD_DAYS_MAX })
  }
  return withActor(actor, async (tx) => {
    const { name, code } = found(await findMunicipality(tx, input.municipalityId))
    const rows = await selectClaimEntries(tx, input)
    const names = new Map(rows.map((row) => [row.personId, row.displayName ?? '']))
    const basis = buildClaimBasis(
      rows.map(({ displayName: _name, startsAt, ...row }) => ({ ...row, startsAtMs: startsAt.getTime() })),
    )
    const named = basis.lines.map((line) => ({ ...line, displayName: names.get(line.personId) ?? '' }))
    return { municipality: { name, code }, lines: inOrderOfName(named), totals: basis.totals }
  })
}

/** Rows of one person stay together and in order. */
function inOrderOfName(lines: readonly NamedClaimLine[]): NamedClaimLine[] {
  const { compare } = new Intl.Collator('sv')
  return lines.toSorted(
    (one, other) => compare(one.displayName, other.displayName) || compareText(one.personId, other.personId),
  )
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
