import type { Transaction } from '@/db/client'
import { selectAssessedLessonIds } from '@/db/queries/attendance'
import { updateEnrolmentHomes } from '@/db/queries/enrolments'
import { enqueueJob } from '@/db/queries/jobs'
import { selectRegistrations, updatePerson } from '@/db/queries/people'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { homeOn } from '@/domain/transfers/home-on'
import { raiseAccess } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { revokeStrangeCards } from '@/services/people/revoke-strange-cards'

type Moved = {
  person: { personId: PersonId; isProtected: boolean; homeMunicipalityId: MunicipalityId }
  /** The first day of the registration that was added. */
  fromOn: string
  today: string
}

/**
 * Makes a person's home the one that their registrations give for today, and queues the settlement of lessons since the
 * move: their minutes belong to the municipality of the lesson's day.
 */
export async function settleHome(
  tx: Transaction,
  actor: Actor,
  { person, fromOn, today }: Moved,
): Promise<MunicipalityId> {
  const { personId } = person
  const registrations = await selectRegistrations(tx, personId)
  const homeMunicipalityId = homeOn(registrations, today) ?? person.homeMunicipalityId
  await updatePerson(tx, personId, { homeMunicipalityId })
  if (person.isProtected) {
    await revokeStrangeCards(tx, actor, { personId, homeMunicipalityId })
    await raiseAccess(tx, { kind: 'person', id: personId })
  }
  await updateEnrolmentHomes(tx, personId, homeMunicipalityId)
  for (const lessonId of await selectAssessedLessonIds(tx, personId, fromOn)) {
    await enqueueJob(tx, { task: 'assess-lesson', payload: { lessonId }, key: `assess-lesson:${lessonId}` })
  }
  // Both municipalities learn that somebody moved; neither audit contains the other municipality.
  for (const where of new Set([person.homeMunicipalityId, homeMunicipalityId])) {
    await writeAudit(tx, actor, {
      action: 'participant.moved',
      municipalityId: where,
      subjectId: personId,
      details: { fromOn },
    })
  }
  return homeMunicipalityId
}
