import { describe, expect, test } from 'vitest'

import type { EndpointId, InvitationId, LessonId, MunicipalityId, PersonId, SiteId, StaffId } from '../ids'
import type { Actor, GuestActor } from '../people/actor'
import type { StaffRole } from '../people/roles'
import { lessonScopeFor, ownLessonScopes, readableLessonScopes } from './lesson-scope'

const UMEA = 'umea' as MunicipalityId
const SITE = 'site' as SiteId
const LESSON = 'lesson' as LessonId
const STAFF = 'staff' as StaffId

const person: Actor = { kind: 'person', personId: 'person' as PersonId }
const screen: Actor = { kind: 'endpoint', endpointId: 'screen' as EndpointId, siteId: SITE, municipalityId: UMEA }
const guest = (admission: GuestActor['admission']): Actor => ({
  ...{ kind: 'guest', guestId: 'guest' as InvitationId, lessonId: LESSON, invitedAs: 'waiting-room', admission },
})
const staff = (role: StaffRole, siteId: SiteId | null = null): Actor => ({
  ...{ kind: 'staff', staffId: STAFF, roles: [{ role, municipalityId: UMEA, siteId }] },
})

describe('the lessons of', () => {
  test.each([
    ['a participant: those of their groups', person, 'learner', { kind: 'enrolled', personId: 'person' }],
    ['a screen: those at its site', screen, 'learner', { kind: 'at-site', siteId: SITE }],
    ['a guest who is in: the one', guest('passed'), 'learner', { kind: 'one', lessonId: LESSON }],
    ['a visitor in the waiting room: none', guest('waiting'), 'learner', null],
    [
      'a communicator: those that they teach',
      staff('communicator'),
      'communicator',
      { kind: 'taught-by', staffId: STAFF },
    ],
    ['somebody who is no communicator any more: none to teach', staff('coordinator'), 'communicator', null],
    ['a process: none', { kind: 'system', name: 'jobs' }, 'learner', null],
  ] as const)('%s', (_, actor, as, scope) => {
    expect(lessonScopeFor(actor, as)).toEqual(scope)
  })

  test('a host are those at the site of their role, not all in the municipality', () => {
    const scope = lessonScopeFor(staff('site_host', SITE), 'site-host')
    expect(scope).toEqual({ kind: 'at-sites-of', municipalityIds: [], siteIds: [SITE] })
  })
})

test('a communicator reads the slides of lessons that they teach and of lessons that they host', () => {
  expect(ownLessonScopes(staff('communicator')).map((scope) => scope.kind)).toEqual(['taught-by', 'at-sites-of'])
  expect(ownLessonScopes(person).map((scope) => scope.kind)).toEqual(['enrolled'])
  expect(ownLessonScopes(guest('waiting'))).toEqual([])
})

test("a coordinator reads the slides that belong to the municipality's recordings, a participant only their own", () => {
  const hosted = (actor: Actor) => readableLessonScopes(actor).find((scope) => scope.kind === 'hosted-and-recorded')
  expect(hosted(staff('coordinator'))).toMatchObject({ municipalityIds: [UMEA] })
  expect(hosted(person)).toMatchObject({ municipalityIds: [] })
})
