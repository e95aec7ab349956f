import 'server-only'
import type { Actor } from '@/domain/people/actor'

import { takeAttempt } from './rate-limit'
import { findInvited, findPerson, findStaff, findScreen } from './require-actor'

type Reader = { actor: Actor; id: string }

/**
 * The first result that one of this browser's actors gets. An image is requested by its address alone, which does not
 * tell which actor's page it is on.
 * @throws DomainError `access.too-many-attempts`.
 */
export async function findAsAnyActor<Answer>(find: (actor: Actor) => Promise<Answer | null>): Promise<Answer | null> {
  for (const findReader of [findPersonReader, findEndpointReader, findStaffReader, findGuestReader]) {
    const reader = await findReader()
    if (!reader) continue
    await takeAttempt('read-material', reader.id)
    const answer = await find(reader.actor)
    if (answer) return answer
  }
  return null
}

async function findPersonReader(): Promise<Reader | null> {
  const person = await findPerson()
  return person && { actor: person.actor, id: person.personId }
}

async function findEndpointReader(): Promise<Reader | null> {
  const screen = await findScreen()
  return screen.state === 'paired' ? { actor: screen.actor, id: screen.actor.endpointId } : null
}

async function findStaffReader(): Promise<Reader | null> {
  const staff = await findStaff()
  return staff && { actor: staff.actor, id: staff.actor.staffId }
}

async function findGuestReader(): Promise<Reader | null> {
  const guest = await findInvited()
  return guest.state === 'named' ? { actor: guest.actor, id: guest.actor.guestId } : null
}
