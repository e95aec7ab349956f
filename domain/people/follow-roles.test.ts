import { expect, test } from 'vitest'

import { followRoles, rolesOfGroups, type GivenRole } from './follow-roles'

const TODAY = '2026-11-28'
const held = (untilOn: string | null = null): GivenRole => ({ role: 'coordinator', fromOn: '2026-01-01', untilOn })
const follow = (before: readonly GivenRole[], meant: Parameters<typeof followRoles>[0]['meant'], lastOn?: string) =>
  followRoles({ before, meant, today: TODAY, lastOn: lastOn ?? null })

test('a role that a group means for the first time is held from today', () => {
  const save = [{ role: 'coordinator', fromOn: TODAY, untilOn: null }]
  expect(follow([], ['coordinator', 'coordinator'])).toEqual({ save, remove: [], given: ['coordinator'], ended: [] })
})

test('a role that is held and still meant changes nothing', () => {
  expect(follow([held()], ['coordinator'])).toEqual({ save: [], remove: [], given: [], ended: [] })
})

test('a role that is no longer meant ended yesterday', () => {
  const save = [{ ...held(), untilOn: '2026-11-27' }]
  expect(follow([held()], [])).toEqual({ save, remove: [], given: [], ended: ['coordinator'] })
})

test('a role that was given today and is no longer meant is removed', () => {
  const before = [{ ...held(), fromOn: TODAY }]
  expect(follow(before, [])).toEqual({ save: [], remove: ['coordinator'], given: [], ended: ['coordinator'] })
})

test('a role that ended is left alone, and given again from today when a group means it again', () => {
  const before = [held('2026-11-27')]
  expect(follow(before, [])).toEqual({ save: [], remove: [], given: [], ended: [] })
  expect(follow(before, ['coordinator']).save).toEqual([{ role: 'coordinator', fromOn: TODAY, untilOn: null }])
  expect(follow(before, ['coordinator']).given).toEqual(['coordinator'])
})

test('a role lasts no longer than its provider, and as long when the provider is extended', () => {
  expect(follow([], ['coordinator'], '2026-12-31').save).toEqual([
    { role: 'coordinator', fromOn: TODAY, untilOn: '2026-12-31' },
  ])
  expect(follow([held('2026-12-31')], ['coordinator'])).toEqual({
    ...{ save: [held()], remove: [], given: [], ended: [] },
  })
})

test('the last day of a role is a day on which it is held', () => {
  expect(follow([held(TODAY)], []).ended).toEqual(['coordinator'])
  expect(follow([held(TODAY)], ['coordinator'], TODAY).given).toEqual([])
})

test('a group means the roles of its rows, and one without a row means none', () => {
  const rows = [
    { groupValue: 'a', role: 'administrator' },
    { groupValue: 'a', role: 'coordinator' },
    { groupValue: 'b', role: 'coordinator' },
  ] as const
  expect(rolesOfGroups(rows, ['a', 'b'])).toEqual(['administrator', 'coordinator'])
  expect(rolesOfGroups(rows, ['A', 'c', ''])).toEqual([])
})
