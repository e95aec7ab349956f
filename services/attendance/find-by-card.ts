import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectMarksForRoll } from '@/db/queries/attendance'
import { findLesson } from '@/db/queries/lessons'
import { findSite } from '@/db/queries/regions'
import { cardMeans } from '@/domain/attendance/roll-times'
import { ROLL_ROUNDS } from '@/domain/attendance/vocabulary'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { assertAllowed } from '@/domain/people/permissions'
import { token } from '@/protocol/bounded'
import { findPersonByLink } from '@/services/access/find-person-by-link'
import { found } from '@/services/found'
import { lessonId, siteId } from '@/services/ids'
import { assertAllowedAtSite } from '@/services/people/assert-allowed-at-site'

import { latest } from './get-roll'
import { loadRollPlan } from './roll-plan'
import { selectRoll, selectVisitors } from './select-roll'

export const findByCardInput = z.strictObject({
  lessonId,
  siteId,
  round: z.enum(ROLL_ROUNDS),
  secret: token(100).min(20),
})

/**
 * The person whose printed card this is, if they are on this roll or belong to another place of the same group, with
 * what the scan means now in the round, and the mark that they already have in it. For any other card it only says that
 * the person is not on the roll; so it does for a protected person who may not be shown here.
 * @throws DomainError `attendance.not-on-roll`, also for cards that are unknown or were replaced;
 * `courses.lesson-not-found`, `access.not-found` for the site.
 */
export async function findByCard(actor: Actor, { secret, round, ...where }: z.infer<typeof findByCardInput>) {
  assertAllowed(actor, 'roll.take')
  const nowMs = Date.now()
  const roll = await withActor(actor, async (tx) => {
    const site = found(await findSite(tx, where.siteId))
    assertAllowedAtSite(actor, 'roll.take', site)
    const lesson = await findLesson(tx, where.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const place = { lesson, site }
    return {
      plan: await loadRollPlan(tx, lesson, nowMs),
      persons: (await selectRoll(tx, actor, place)).persons,
      visitors: await selectVisitors(tx, place),
      marks: await selectMarksForRoll(tx, where),
    }
  })
  // The roll first: an actor who may not take it learns nothing about a card.
  const person = await findPersonByLink(secret)
  const enrolled = roll.persons.find((one) => one.personId === person?.personId)
  const visitor = person ? roll.visitors.get(person.personId) : undefined
  const known = enrolled ?? visitor
  if (!known) throw new DomainError('attendance.not-on-roll')
  const { personId, displayName } = known
  return {
    ...{ personId, displayName, cardNumber: cardNumberOf(personId) },
    visitsFrom: visitor ? { siteName: visitor.siteName } : null,
    means: cardMeans({ ...roll.plan, round }, roll.plan.rules, nowMs),
    current: latest(roll.marks, personId, round),
  }
}
