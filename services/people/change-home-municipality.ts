import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectAssessedLessonIds } from '@/db/queries/attendance'
import { updateEnrolmentHomes } from '@/db/queries/enrolments'
import { enqueueJob } from '@/db/queries/jobs'
import { selectRegistrations, updatePerson, upsertRegistration } from '@/db/queries/people'
import { findMunicipality } from '@/db/queries/regions'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { raiseAccess } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField } from '@/services/fields'
import { municipalityId, personId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'
import { getShownPerson } from './get-shown-person'
import { revokeStrangeCards } from './revoke-strange-cards'

export const changeHomeMunicipalityInput = z.strictObject({ personId, municipalityId, fromOn: dateField })

type Input = z.infer<typeof changeHomeMunicipalityInput>

/**
 * Registers a participant's home municipality from a date on. Later lessons are assessed again, so that their minutes
 * belong to the right municipality.
 * @throws DomainError `access.not-found`, `input.in-the-future`, `input.unknown-choice`.
 */
export async function changeHomeMunicipality(
  actor: Actor,
  input: Input,
): Promise<{ homeMunicipalityId: MunicipalityId }> {
  assertAllowed(actor, 'participant.change')
  if (input.fromOn > dateOf(Date.now())) throw new DomainError('input.in-the-future', { field: 'fromOn' })
  const person = await withActor(actor, (tx) => getShownPerson(tx, actor, input.personId))
  assertAllowed(actor, 'participant.change', person.homeMunicipalityId)
  return withActor(ELEVATED, async (tx) => {
    const target = await findMunicipality(tx, input.municipalityId)
    if (!target) throw new DomainError('input.unknown-choice', { field: 'municipalityId' })
    await upsertRegistration(tx, input)
    const [latest] = await selectRegistrations(tx, input.personId)
    const homeMunicipalityId = latest?.municipalityId ?? input.municipalityId
    await updatePerson(tx, input.personId, { homeMunicipalityId })
    if (person.isProtected) {
      await revokeStrangeCards(tx, actor, { personId: input.personId, homeMunicipalityId })
      await raiseAccess(tx, { kind: 'person', id: input.personId })
    }
    await updateEnrolmentHomes(tx, input.personId, homeMunicipalityId)
    for (const lessonId of await selectAssessedLessonIds(tx, input.personId, input.fromOn)) {
      await enqueueJob(tx, { task: 'assess-lesson', payload: { lessonId }, key: `assess-lesson:${lessonId}` })
    }
    // Both municipalities learn that somebody moved; neither audit contains the other municipality.
    for (const where of new Set([person.homeMunicipalityId, homeMunicipalityId])) {
      await writeAudit(tx, actor, {
        action: 'participant.moved',
        municipalityId: where,
        subjectId: input.personId,
        details: { fromOn: input.fromOn },
      })
    }
    return { homeMunicipalityId }
  })
}
