import * as z from 'zod'

import { withActor } from '@/db/client'
import { insertClassroomCheck } from '@/db/queries/classroom-checks'
import { assessCheck, CHECK_REASONS, type CheckVerdict } from '@/domain/checks/assess-check'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'

import { findingsSchema } from './findings'

export const recordClassroomCheckInput = z.strictObject({ reason: z.enum(CHECK_REASONS), findings: findingsSchema })

/**
 * Stores the result of a classroom's check.
 * @throws DomainError `access.not-allowed` for anyone but a paired screen.
 */
export async function recordClassroomCheck(
  actor: Actor,
  { reason, findings }: z.infer<typeof recordClassroomCheckInput>,
): Promise<{ verdict: CheckVerdict }> {
  if (actor.kind !== 'endpoint') throw new DomainError('access.not-allowed')
  const { endpointId, municipalityId } = actor
  const verdict = assessCheck(findings.parts)
  await withActor(actor, (tx) => insertClassroomCheck(tx, { endpointId, municipalityId, reason, verdict, findings }))
  return { verdict }
}
