import 'server-only'
import type { Actor } from '@/domain/people/actor'

import { takeAttempt } from './rate-limit'
import { findInvited, findStaff, findScreen, listPersons } from './require-actor'

type Reader = { actor: Actor; id: string }

/**
 * The first result that one of this browser's actors gets. An image is requested by its address alone, which does not
 * tell which actor's page it is on.
 * @throws DomainError `access.too-many-attempts`.
 */
export async function findAsAnyActor<Answer>(find: (actor: Actor) => Promise<Answer | null>): Promise<Answer | null> {
  for (const findReaders of [findPersonReaders, findEndpointReader, findStaffReader, findGuestReader]) {
    const readers = await findReaders()
    for (const reader of readers) {
      await takeAttempt('read-material', reader.id)
      const answer = await find(reader.actor)
      if (answer) return answer
    }
  }
  return null
}

/** Also those whose link was opened before: a tab of theirs may still be in a lesson. */
async function findPersonReaders(): Promise<Reader[]> {
  return (await listPersons()).map(({ actor, personId }) => ({ actor, id: personId }))
}

async function findEndpointReader(): Promise<Reader[]> {
  const screen = await findScreen()
  return screen.state === 'paired' ? [{ actor: screen.actor, id: screen.actor.endpointId }] : []
}

async function findStaffReader(): Promise<Reader[]> {
  const staff = await findStaff()
  return staff ? [{ actor: staff.actor, id: staff.actor.staffId }] : []
}

async function findGuestReader(): Promise<Reader[]> {
  const guest = await findInvited()
  return guest.state === 'named' ? [{ actor: guest.actor, id: guest.actor.guestId }] : []
}
