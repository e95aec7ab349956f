import { expect, test } from 'vitest'

import { figure, rowsOf, typedIn } from './form-values'

function formOf(entries: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

test('rows come in the order of their index', () => {
  const form = formOf([
    ['patterns.1.startsAt', '13:00'],
    ['patterns.0.startsAt', '09:00'],
    ['patterns.0.weekday', '1'],
    ['name', 'Group'],
  ])
  expect(rowsOf(form, 'patterns')).toEqual([{ startsAt: '09:00', weekday: '1' }, { startsAt: '13:00' }])
})

test.each(['200000000', '4294967294', '1e8', '-1', '½', '', ' 1', '0x10', '٣'])(
  'the index "%s" makes no row',
  (index) => {
    const form = formOf([
      ['roles.1.role', 'interpreter'],
      [`roles.${index}.role`, 'administrator'],
    ])
    expect(rowsOf(form, 'roles')).toEqual([{ role: 'interpreter' }])
  },
)

test('a field that is named as something of every object is a field like others', () => {
  const form = formOf([
    ['roles.0.__proto__', 'x'],
    ['roles.0.role', 'interpreter'],
  ])
  expect(Object.entries(rowsOf(form, 'roles')[0] ?? {})).toContainEqual(['role', 'interpreter'])
  expect(Object.getPrototypeOf({})).not.toBe('x')
})

test('an empty number is not zero', () => {
  expect(figure(formOf([['minutes', ' ']]), 'minutes')).toBeUndefined()
  expect(figure(formOf([['minutes', '0']]), 'minutes')).toBe(0)
})

test('a password is not sent back', () => {
  const form = formOf([
    ['name', 'Sara'],
    ['password', 'something secret'],
    ['$ACTION_KEY', 'k'],
  ])
  expect(typedIn(form)).toEqual({ name: ['Sara'] })
})
