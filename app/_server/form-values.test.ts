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
