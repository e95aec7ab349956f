import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { findEnrolment, updateEnrolmentEnd } from '@/db/queries/enrolments'
import { DomainError } from '@/domain/domain-error'
import type { EnrolmentId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowed } from '@/domain/people/permissions'
import { raiseAccess } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField } from '@/services/fields'
import { found } from '@/services/found'
import { enrolmentId } from '@/services/ids'
import { getShownPerson } from '@/services/people/get-shown-person'

export const endEnrolmentInput = z.strictObject({
  enrolmentId,
  /** The last day of the enrolment. */
  untilOn: dateField,
})

/** Ends an enrolment after a day. @throws DomainError `access.not-found`, `courses.end-before-start`. */
export async function endEnrolment(
  actor: Actor,
  input: z.infer<typeof endEnrolmentInput>,
): Promise<{ enrolmentId: EnrolmentId }> {
  assertAllowed(actor, 'enrolment.change')
  await withActor(actor, (tx) => endEnrolmentIn(tx, actor, input))
  return { enrolmentId: input.enrolmentId }
}

/** The same within a transaction. */
export async function endEnrolmentIn(
  tx: Transaction,
  actor: Actor,
  input: z.infer<typeof endEnrolmentInput>,
): Promise<void> {
  const enrolment = found(await findEnrolment(tx, input.enrolmentId))
  await getShownPerson(tx, actor, enrolment.personId)
  if (!isAllowed(actor, 'enrolment.change', enrolment.homeMunicipalityId)) {
    assertAllowed(actor, 'enrolment.change', enrolment.hostingMunicipalityId)
  }
  if (input.untilOn < enrolment.fromOn) throw new DomainError('courses.end-before-start', { field: 'untilOn' })
  await updateEnrolmentEnd(tx, input.enrolmentId, input.untilOn)
  await raiseAccess(tx, { kind: 'person', id: enrolment.personId })
  await writeAudit(tx, actor, {
    action: 'enrolment.ended',
    municipalityId: enrolment.homeMunicipalityId,
    subjectId: enrolment.personId,
    details: { groupId: enrolment.groupId, untilOn: input.untilOn },
  })
}
