import { z } from 'zod'

import { withActor } from '@/db/client'
import { selectMarks } from '@/db/queries/attendance'
import { findLesson } from '@/db/queries/lessons'
import { findSite } from '@/db/queries/regions'
import type { RollRound } from '@/domain/attendance/vocabulary'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { areNamesakes } from '@/domain/people/fold-name'
import { assertAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { lessonId, siteId } from '@/services/ids'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'
import { roundsOf } from './rounds-of'
import { selectRoll } from './select-roll'

export const getRollInput = z.strictObject({ lessonId, siteId })

/**
 * The roll of a site in a lesson: the people enrolled there that day, by display name, with the latest mark of each
 * round. People whose names may be taken for each other are distinguished by their card number; nothing shows where anybody lives or that
 * they are protected. For an office that may not see a protected person, they are only counted in `hiddenCount`.
 * `rounds` are the lesson's: without a break there is one.
 * @throws DomainError `courses.lesson-not-found`, `access.not-found` for the site.
 */
export async function getRoll(actor: Actor, input: z.infer<typeof getRollInput>) {
  assertAllowed(actor, 'roll.take')
  return withActor(actor, async (tx) => {
    const site = found(await findSite(tx, input.siteId))
    assertAllowedAtSite(actor, 'roll.take', site)
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const { persons, hiddenCount } = await selectRoll(tx, actor, { lesson, site })
    const marks = await selectMarks(tx, input.lessonId)
    return {
      lesson,
      site,
      hiddenCount,
      rounds: await roundsOf(tx, lesson),
      rows: persons.map((person) => ({
        personId: person.personId,
        displayName: person.displayName,
        hasNamesake: persons.some((other) => other !== person && areNamesakes(other.displayName, person.displayName)),
        cardNumber: cardNumberOf(person.personId),
        marks: {
          start: latest(marks, person.personId, 'start'),
          after_break: latest(marks, person.personId, 'after_break'),
        },
      })),
    }
  })
}

type Mark = Awaited<ReturnType<typeof selectMarks>>[number]

function latest(marks: readonly Mark[], personId: PersonId, round: RollRound) {
  const mark = marks.findLast((each) => each.personId === personId && each.round === round)
  if (!mark) return null
  return { mark: mark.mark, arrivedAt: mark.arrivedAt, markedByName: mark.markedByName, markedAt: mark.markedAt }
}
