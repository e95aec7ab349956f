import type * as z from 'zod'

import { withActor } from '@/db/client'
import { ENROLMENT_SORTS, selectEnrolments } from '@/db/queries/enrolments'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { dateField } from '@/services/fields'
import { groupId, personId } from '@/services/ids'
import { answerPage, listInput } from '@/services/list-input'

export const listEnrolmentsInput = listInput(ENROLMENT_SORTS, {
  groupId: groupId.optional(),
  personId: personId.optional(),
  activeOn: dateField.optional(),
})

/**
 * Enrolments in a group or of a person that concern the actor's municipalities; those of protected persons only where
 * the actor may change their data.
 */
export async function listEnrolments(actor: Actor, input: z.infer<typeof listEnrolmentsInput>) {
  assertAllowed(actor, 'participant.list')
  const filter = {
    groupId: input.groupId ?? null,
    personId: input.personId ?? null,
    activeOn: input.activeOn ?? null,
    changeableIn: municipalitiesWithPermission(actor, 'participant.change'),
  }
  const page = await answerPage(input, (paging) => withActor(actor, (tx) => selectEnrolments(tx, filter, paging)))
  return { ...page, rows: page.rows.map((row) => ({ ...row, cardNumber: cardNumberOf(row.personId) })) }
}
