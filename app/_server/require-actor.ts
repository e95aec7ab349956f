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

import { ENDPOINT_COOKIE, GUEST_COOKIE } from './cookies'
import { listLinkSecrets, markOfTab } from './link-secrets'
import { readSession } from './session'

/** The signed-in member of staff with their present roles; null when nobody is signed in, or the session was ended. */
export const findStaff = cache(async (): Promise<SignedInStaff | null> => {
  const session = await readSession()
  return session && loadStaffActor(session)
})

/** For pages: redirects to the sign-in page if nobody is signed in. */
export async function requireStaff(): Promise<SignedInStaff> {
  return (await findStaff()) ?? redirect('/sign-in')
}

/** For teaching pages: redirects others to the page that says so. */
export async function requireCommunicator(): Promise<SignedInStaff> {
  const staff = await requireStaff()
  return isAllowed(staff.actor, 'lesson.teach') ? staff : redirect('/office/not-allowed')
}

export type PersonHere = LinkedPerson & { actor: PersonActor; tabMark: string }

/** The participant of this device, or of one of its tabs: a tab stays theirs when another link is opened beside it. */
export const findPerson = cache(async (tabMark?: string): Promise<PersonHere | null> => {
  const [latest, ...earlier] = await listLinkSecrets()
  if (tabMark === undefined) return latest === undefined ? null : findBySecret(latest)
  const own = [latest, ...earlier].find((secret) => secret !== undefined && markOfTab(secret) === tabMark)
  return own === undefined ? null : findBySecret(own)
})

/** Everybody whose link was opened on this device, the latest first. */
export async function listPersons(): Promise<PersonHere[]> {
  const found = await Promise.all((await listLinkSecrets()).map((secret) => findBySecret(secret)))
  return found.filter((person) => person !== null)
}

const findBySecret = cache(async (secret: string): Promise<PersonHere | null> => {
  const person = await findPersonByLink(secret)
  return person && { ...person, actor: { kind: 'person', personId: person.personId }, tabMark: markOfTab(secret) }
})

export const findScreen = cache(async (): Promise<KnownScreen> => {
  const secret = (await cookies()).get(ENDPOINT_COOKIE)?.value
  return secret === undefined ? { state: 'unknown' } : findEndpoint(secret)
})

/** The guest with a valid invitation. */
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

/**
 * For actions. `personId`: the person that the page began as. Another link may have been opened on this device since;
 * the page stays theirs. @throws DomainError `access.not-signed-in`.
 */
export async function getPersonActor(personId?: string): Promise<PersonActor> {
  const latest = await findPerson()
  if (latest && (personId === undefined || latest.personId === personId)) return latest.actor
  const own = personId === undefined ? undefined : (await listPersons()).find((one) => one.personId === personId)
  if (!own) throw new DomainError('access.not-signed-in')
  return own.actor
}

/** For actions. @throws DomainError `pairing.not-paired`. */
export async function getEndpointActor() {
  const screen = await findScreen()
  if (screen.state !== 'paired') throw new DomainError('pairing.not-paired')
  return screen.actor
}

/** For actions. @throws DomainError `invitation.revoked` without a valid invitation. */
export async function getGuestActor() {
  const guest = await findInvited()
  if (guest.state !== 'named') throw new DomainError('invitation.revoked')
  return guest.actor
}

/**
 * For actions of those who lead the lesson: the member of staff, or the invited substitute. @throws DomainError
 * `access.not-signed-in`.
 */
export async function getLeadingActor(lessonId: LessonId): Promise<Actor> {
  const guest = await findInvited()
  return guest.state === 'named' && isSubstituteIn(guest.actor, lessonId) ? guest.actor : getStaffActor()
}
