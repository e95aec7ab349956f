import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'

import { DomainError } from '@/domain/domain-error'
import type { LessonId } from '@/domain/ids'
import type { Actor, PersonActor } from '@/domain/people/actor'
import { isAllowed, isSubstituteIn } from '@/domain/people/permissions'
import { findEndpoint, type KnownScreen } from '@/services/access/find-endpoint'
import { findGuest, type KnownGuest } from '@/services/access/find-guest'
import { findPersonByLink, type LinkedPerson } from '@/services/access/find-person-by-link'
import { loadStaffActor, type SignedInStaff } from '@/services/access/load-staff-actor'

import { ENDPOINT_COOKIE, GUEST_COOKIE, PERSON_COOKIE } from './cookies'
import { readSession } from './session'

/** The signed-in member of staff with the roles of this moment; null when nobody is, or the session was ended. */
export const findStaff = cache(async (): Promise<SignedInStaff | null> => {
  const session = await readSession()
  return session && loadStaffActor(session)
})

/** For pages: whoever is not signed in goes to the sign-in page. */
export async function requireStaff(): Promise<SignedInStaff> {
  return (await findStaff()) ?? redirect('/sign-in')
}

/** For pages of those who teach: whoever does not is led to the page that says so. */
export async function requireCommunicator(): Promise<SignedInStaff> {
  const staff = await requireStaff()
  return isAllowed(staff.actor, 'lesson.teach') ? staff : redirect('/office/not-allowed')
}

export const findPerson = cache(async (): Promise<(LinkedPerson & { actor: PersonActor }) | null> => {
  const secret = (await cookies()).get(PERSON_COOKIE)?.value
  const person = secret === undefined ? null : await findPersonByLink(secret)
  return person && { ...person, actor: { kind: 'person', personId: person.personId } }
})

export const findScreen = cache(async (): Promise<KnownScreen> => {
  const secret = (await cookies()).get(ENDPOINT_COOKIE)?.value
  return secret === undefined ? { state: 'unknown' } : findEndpoint(secret)
})

/** Whoever came by an invitation and holds it still. */
export const findInvited = cache(async (): Promise<KnownGuest> => {
  const secret = (await cookies()).get(GUEST_COOKIE)?.value
  return secret === undefined ? { state: 'unknown' } : findGuest(secret)
})

/** For actions. @throws DomainError `access.not-signed-in`. */
export async function getStaffActor() {
  const staff = await findStaff()
  if (!staff) throw new DomainError('access.not-signed-in')
  return staff.actor
}

/** For actions. @throws DomainError `access.not-signed-in`. */
export async function getPersonActor() {
  const person = await findPerson()
  if (!person) throw new DomainError('access.not-signed-in')
  return person.actor
}

/** For actions. @throws DomainError `pairing.not-paired`. */
export async function getEndpointActor() {
  const screen = await findScreen()
  if (screen.state !== 'paired') throw new DomainError('pairing.not-paired')
  return screen.actor
}

/** For actions. @throws DomainError `invitation.revoked` when she holds no invitation, or none that stands. */
export async function getGuestActor() {
  const guest = await findInvited()
  if (guest.state !== 'named') throw new DomainError('invitation.revoked')
  return guest.actor
}

/** For actions of who runs the lesson: the member of staff, or whoever was invited in her place. @throws DomainError `access.not-signed-in`. */
export async function getLeadingActor(lessonId: LessonId): Promise<Actor> {
  const guest = await findInvited()
  return guest.state === 'named' && isSubstituteIn(guest.actor, lessonId) ? guest.actor : getStaffActor()
}
