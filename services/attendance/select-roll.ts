import type { Transaction } from '@/db/client'
import { selectEnrolledPersons } from '@/db/queries/enrolments'
import type { LessonOverview } from '@/db/queries/lessons'
import { selectShownPersons } from '@/db/queries/shown-persons'
import type { MunicipalityId, SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { mayBeOnRoll } from '@/domain/people/may-be-shown'
import { dateOf } from '@/domain/time'

type Place = { lesson: LessonOverview; site: { siteId: SiteId; municipalityId: MunicipalityId } }

/** The people enrolled at a site in a lesson, by name, as far as the actor may see them; and the number of others. */
export async function selectRoll(tx: Transaction, actor: Actor, { lesson, site }: Place) {
  const date = dateOf(lesson.startsAt.getTime())
  const enrolled = await selectEnrolledPersons(tx, { groupId: lesson.groupId, siteId: site.siteId }, date)
  const persons = await selectShownPersons(
    tx,
    enrolled.map((row) => row.personId),
  )
  const shown = persons.filter((person) => mayBeOnRoll(actor, person, site))
  return {
    persons: shown.map(({ personId, displayName }) => ({ personId, displayName })),
    hiddenCount: persons.length - shown.length,
  }
}
