import type * as z from 'zod'

import { withActor } from '@/db/client'
import { AUDIT_SORTS, selectAudit } from '@/db/queries/audit'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { addDays, instantOf } from '@/domain/time'
import { dateField } from '@/services/fields'
import { municipalityId, personId } from '@/services/ids'
import { answerPage, listInput } from '@/services/list-input'
import { token } from '@/protocol/bounded'

export const listAuditInput = listInput(AUDIT_SORTS, {
  municipalityId: municipalityId.optional(),
  action: token(100).optional(),
  subjectId: token(100).optional(),
  fromOn: dateField.optional(),
  untilOn: dateField.optional(),
})

/**
 * The audit entries of the municipalities that the actor administers. A sign-in is attributed to the account's member
 * of staff; a participant is named only by card number, and only to administrators of their home municipality.
 */
export async function listAudit(actor: Actor, input: z.infer<typeof listAuditInput>) {
  assertAllowed(actor, 'audit.list', input.municipalityId)
  const municipalityIds = input.municipalityId
    ? [input.municipalityId]
    : municipalitiesWithPermission(actor, 'audit.list')
  const filter = {
    municipalityIds,
    changeableIn: municipalitiesWithPermission(actor, 'participant.change'),
    action: input.action ?? null,
    subjectId: input.subjectId ?? null,
    fromAt: input.fromOn ? startOf(input.fromOn) : null,
    untilAt: input.untilOn ? startOf(addDays(input.untilOn, 1)) : null,
  }
  const page = await answerPage(input, (paging) => withActor(actor, (tx) => selectAudit(tx, filter, paging)))
  return { ...page, rows: page.rows.map(named) }
}

type Row = Awaited<ReturnType<typeof selectAudit>>['rows'][number]

function named({ isAboutPerson, ...row }: Row) {
  const isSignIn = row.action.startsWith('sign-in.')
  const person = isAboutPerson && personId.safeParse(row.subjectId)
  return {
    ...row,
    actorName: row.actorName ?? (isSignIn ? row.subjectName : null),
    subjectName: isSignIn ? null : row.subjectName,
    cardNumber: person && person.success ? cardNumberOf(person.data) : null,
  }
}

function startOf(date: string): Date {
  return new Date(instantOf(date, '00:00'))
}
