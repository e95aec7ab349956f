import { z } from 'zod'

import { DomainError } from '@/domain/domain-error'
import type { PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { findPersonByLink } from '@/services/access/find-person-by-link'
import { lessonId, siteId } from '@/services/ids'

import { getRoll } from './get-roll'
import { token } from '@/protocol/bounded'

export const findByCardInput = z.strictObject({ lessonId, siteId, secret: token(100).min(20) })

/**
 * The person whose printed card this is, if they are on this roll. For any other card it only says that they are not.
 * @throws DomainError `attendance.not-on-roll`, also for cards that are unknown or were replaced.
 */
export async function findByCard(
  actor: Actor,
  { secret, ...where }: z.infer<typeof findByCardInput>,
): Promise<{ personId: PersonId }> {
  // The roll first: an actor who may not take it learns nothing about a card.
  const roll = await getRoll(actor, where)
  const person = await findPersonByLink(secret)
  const isOnRoll = person !== null && roll.rows.some((row) => row.personId === person.personId)
  if (!isOnRoll) throw new DomainError('attendance.not-on-roll')
  return { personId: person.personId }
}
