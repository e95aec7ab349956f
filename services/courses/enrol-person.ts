import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { insertEnrolment, isEnrolledFrom } from '@/db/queries/enrolments'
import { findGroup, isSiteInGroup } from '@/db/queries/groups'
import { DomainError } from '@/domain/domain-error'
import type { EnrolmentId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowed } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, reasonField } from '@/services/fields'
import { found } from '@/services/found'
import { groupId, personId, siteId } from '@/services/ids'
import { getShownPerson } from '@/services/people/get-shown-person'
import { mapUniqueViolation } from '@/services/refuse-taken'

const ALREADY = new DomainError('courses.already-enrolled', { field: 'personId' })

export const enrolPersonInput = z.strictObject({
  groupId,
  personId,
  /** The site they attend at; null means from home. */
  siteId: siteId.nullable(),
  fromOn: dateField,
  /** Why a protected person sits in view of the classroom's camera; not asked for others. */
  cameraReason: reasonField.optional(),
})

type Input = z.infer<typeof enrolPersonInput>

/**
 * Enrols a participant in a group. The actor may do so in the participant's home municipality or in the hosting one. A
 * classroom's camera shows everyone in it, so a protected person is enrolled there only with a reason.
 * @throws DomainError `courses.already-enrolled`, `courses.site-not-in-group`, `courses.camera-reason-required`,
 * `access.not-found`, also for protected persons of other municipalities.
 */
export async function enrolPerson(actor: Actor, input: Input): Promise<{ enrolmentId: EnrolmentId }> {
  assertAllowed(actor, 'enrolment.change')
  return withActor(actor, (tx) => enrolPersonIn(tx, actor, input))
}

/** The same within a transaction, which must be rolled back after a refusal. */
export async function enrolPersonIn(
  tx: Transaction,
  actor: Actor,
  input: Input,
): Promise<{ enrolmentId: EnrolmentId }> {
  const person = await getShownPerson(tx, actor, input.personId)
  const group = found(await findGroup(tx, input.groupId))
  const { hostingMunicipalityId } = group
  const { homeMunicipalityId } = person
  if (!isAllowed(actor, 'enrolment.change', homeMunicipalityId)) {
    assertAllowed(actor, 'enrolment.change', hostingMunicipalityId)
  }
  if (input.siteId !== null && !(await isSiteInGroup(tx, input.groupId, input.siteId))) {
    throw new DomainError('courses.site-not-in-group', { field: 'siteId' })
  }
  if (await isEnrolledFrom(tx, input, input.fromOn)) throw ALREADY
  const { cameraReason, ...enrolment } = input
  const isBeforeCamera = person.isProtected && input.siteId !== null
  if (isBeforeCamera && !cameraReason) {
    throw new DomainError('courses.camera-reason-required', { field: 'cameraReason' })
  }
  const values = { ...enrolment, hostingMunicipalityId, homeMunicipalityId }
  const enrolmentId = await mapUniqueViolation({ enrolled_once: ALREADY }, insertEnrolment(tx, values))
  await writeAudit(tx, actor, {
    action: 'enrolment.started',
    municipalityId: homeMunicipalityId,
    subjectId: input.personId,
    details: {
      ...{ groupId: input.groupId, siteId: input.siteId, fromOn: input.fromOn },
      ...(isBeforeCamera && cameraReason ? { reason: cameraReason } : {}),
    },
  })
  return { enrolmentId }
}
