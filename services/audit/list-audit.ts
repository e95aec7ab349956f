import { z } from 'zod'

import { withActor } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWhere } from '@/domain/people/permissions'
import { addDays, instantOf } from '@/domain/time'
import { dateField } from '@/services/fields'
import { municipalityId } from '@/services/ids'
import { listInput } from '@/services/list-input'

export const listAuditInput = listInput(['at'], {
  municipalityId: municipalityId.optional(),
  action: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
  fromOn: dateField.optional(),
  untilOn: dateField.optional(),
})

/** What was done in the municipalities whose administrator asks. */
export async function listAudit(actor: Actor, input: z.infer<typeof listAuditInput>) {
  assertAllowed(actor, 'audit.list', input.municipalityId)
  const municipalityIds = input.municipalityId ? [input.municipalityId] : municipalitiesWhere(actor, 'audit.list')
  return withActor(actor, (tx) =>
    selectAudit(tx, {
      municipalityIds,
      action: input.action ?? null,
      subjectId: input.subjectId ?? null,
      fromAt: input.fromOn ? startOf(input.fromOn) : null,
      untilAt: input.untilOn ? startOf(addDays(input.untilOn, 1)) : null,
      direction: input.direction,
      page: input.page,
      pageSize: input.pageSize,
    }),
  )
}

function startOf(date: string): Date {
  return new Date(instantOf(date, '00:00'))
}
