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
 * Whose printed card this is, if she is on this roll. A card of anybody else says only that it is not of this roll.
 * @throws DomainError `attendance.not-on-roll`, also for cards that are unknown or were replaced.
 */
export async function findByCard(
  actor: Actor,
  { secret, ...where }: z.infer<typeof findByCardInput>,
): Promise<{ personId: PersonId }> {
  // First the roll: who may not take it learns nothing of a card.
  const roll = await getRoll(actor, where)
  const person = await findPersonByLink(secret)
  const isOnRoll = person !== null && roll.rows.some((row) => row.personId === person.personId)
  if (!isOnRoll) throw new DomainError('attendance.not-on-roll')
  return { personId: person.personId }
}
