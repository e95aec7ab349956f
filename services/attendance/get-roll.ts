import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectMarksForRoll, type MarkRow } from '@/db/queries/attendance'
import { findLesson } from '@/db/queries/lessons'
import { selectNameWords } from '@/db/queries/named'
import { findSite } from '@/db/queries/regions'
import type { RollRound } from '@/domain/attendance/vocabulary'
import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { haveNamesakes } from '@/domain/people/namesakes'
import { assertAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { lessonId, siteId } from '@/services/ids'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'
import { loadRollPlan } from './roll-plan'
import { selectRoll, selectVisitors, visitorsMarked } from './select-roll'

export const getRollInput = z.strictObject({ lessonId, siteId })

/**
 * The roll of a site in a lesson: the people enrolled there that day, by display name, and after them those who were
 * counted there without belonging to it, with the latest mark of each round. People whose names may be taken for each
 * other are distinguished by their card number; nothing shows where anybody lives or that they are protected. For an office that may not see a
 * protected person, they are only counted in `hiddenCount`. `rounds` are the lesson's: without a break there is one;
 * `turn` is the one whose turn it is now.
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
    const marks = await selectMarksForRoll(tx, input)
    const visitors = visitorsMarked(await selectVisitors(tx, { lesson, site }), marks, input.siteId)
    const everyone = [
      ...persons.map((person) => ({ ...person, visitsFrom: null })),
      ...visitors.map(({ siteName, ...person }) => ({ ...person, visitsFrom: { siteName } })),
    ]
    const words = await selectNameWords(
      tx,
      everyone.map((person) => person.displayName),
    )
    const namesakes = haveNamesakes(everyone.map(({ displayName: name }, at) => ({ name, words: words[at] ?? [] })))
    const { rounds, turn } = await loadRollPlan(tx, lesson, Date.now())
    return {
      lesson,
      site,
      hiddenCount,
      rounds: [...rounds],
      turn,
      rows: everyone.map((person, at) => ({
        ...person,
        hasNamesake: namesakes[at] ?? false,
        cardNumber: cardNumberOf(person.personId),
        marks: {
          start: latest(marks, person.personId, 'start'),
          after_break: latest(marks, person.personId, 'after_break'),
        },
      })),
    }
  })
}

/** The mark that counts for a person in a round. */
export function latest(marks: readonly MarkRow[], personId: PersonId, round: RollRound) {
  const found = marks.findLast((each) => each.personId === personId && each.round === round)
  return found ? { markKey: found.markKey, mark: found.mark, arrivedAt: found.arrivedAt } : null
}
