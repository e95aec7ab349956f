import type { Transaction } from '@/db/client'
import { selectEnrolledElsewhere, type MarkRow } from '@/db/queries/attendance'
import { selectEnrolledPersons } from '@/db/queries/enrolments'
import type { LessonOverview } from '@/db/queries/lessons'
import { selectShownPersons } from '@/db/queries/shown-persons'
import type { MunicipalityId, PersonId, SiteId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { mayBeOnRoll } from '@/domain/people/may-be-shown'
import { dateOf } from '@/domain/time'

type Place = { lesson: LessonOverview; site: { siteId: SiteId; municipalityId: MunicipalityId } }

/** Somebody of the group who came to another place than usual; `siteName` is null when they are usually at home. */
export type Visitor = { personId: PersonId; displayName: string; siteName: string | null }

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

/** The people of the group who can be counted at a site without belonging to it, by person. Nobody who is protected. */
export async function selectVisitors(tx: Transaction, { lesson, site }: Place): Promise<Map<PersonId, Visitor>> {
  const rows = await selectEnrolledElsewhere(tx, { lessonId: lesson.lessonId, siteId: site.siteId })
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Those of the visitors whom one of these marks counts at the site. */
export function visitorsMarked(
  visitors: ReadonlyMap<PersonId, Visitor>,
  marks: readonly MarkRow[],
  siteId: SiteId,
): Visitor[] {
  const here = new Set(marks.filter((mark) => mark.siteId === siteId).map((mark) => mark.personId))
  return [...visitors.values()].filter(({ personId }) => here.has(personId))
}
