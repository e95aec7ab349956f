import { expect, test } from 'vitest'
import * as z from 'zod'

import { enrolPersonInput } from '@/services/courses/enrol-person'
import { planLessonsInput } from '@/services/courses/plan-lessons'
import { saveGroupInput } from '@/services/courses/save-group'
import { saveMunicipalityInput } from '@/services/regions/save-municipality'
import { saveLessonInput } from '@/services/courses/save-lesson'

import { readForm, rowsOf } from './read-form'
import { typedIn } from './typed-in'

function formOf(entries: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

test('rows are in the order of their index', () => {
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

test('a field named like a property of every object is an ordinary field', () => {
  const form = formOf([
    ['roles.0.__proto__', 'x'],
    ['roles.0.role', 'interpreter'],
  ])
  expect(Object.entries(rowsOf(form, 'roles')[0] ?? {})).toContainEqual(['role', 'interpreter'])
  expect(Object.getPrototypeOf({})).not.toBe('x')
})

test('numbers, days and times are read in the digits of every script', () => {
  const form = formOf([
    ['themePart', '\u200E٣'],
    ['date', '٢٠٢٦\u2013٠٤\u2013٠١'],
    ['startsAt', '۰۹\uFF1A۰۰'],
  ])
  expect(readForm(saveLessonInput, form)).toMatchObject({ themePart: 3, date: '2026-04-01', startsAt: '09:00' })
})

test('an empty number is not zero', () => {
  const schema = z.strictObject({ minutes: z.int() })
  expect(readForm(schema, formOf([['minutes', ' ']])).minutes).toBeUndefined()
  expect(readForm(schema, formOf([['minutes', '0']])).minutes).toBe(0)
})

test('a password is not sent back', () => {
  const form = formOf([
    ['name', 'Sara'],
    ['password', 'something secret'],
    ['$ACTION_KEY', 'k'],
  ])
  expect(typedIn(form)).toEqual({ name: ['Sara'] })
})

const ID = '7d3b1c52-7d36-4b8e-9a54-0c1f3f5a9b11'

test('an empty field is null, undefined or omitted, as its schema allows', () => {
  const form = formOf([
    ['groupId', ID],
    ['themePart', ''],
    ['date', '2026-04-01'],
    ['startsAt', '09:00'],
    ['breakStartsAt', ''],
    ['nobodyAskedFor', 'x'],
  ])
  expect(readForm(saveLessonInput, form)).toEqual({
    ...{ lessonId: null, groupId: ID, themePart: null, communicatorId: null, date: '2026-04-01' },
    ...{ startsAt: '09:00', endsAt: '', breakStartsAt: null, breakEndsAt: null },
  })
  expect(readForm(enrolPersonInput, formOf([['siteId', '']]))).toMatchObject({ siteId: null, cameraReason: undefined })
})

test('checkboxes are true when they are sent, and numbers are numbers', () => {
  expect(readForm(saveMunicipalityInput, formOf([['recordingAllowed', 'on']])).recordingAllowed).toBe(true)
  expect(readForm(saveMunicipalityInput, formOf([])).recordingAllowed).toBe(false)
  expect(readForm(saveLessonInput, formOf([['themePart', '3']])).themePart).toBe(3)
  expect(readForm(saveLessonInput, formOf([['themePart', 'three']])).themePart).toBeNaN()
  const parts = formOf([
    ['themeParts', '1'],
    ['themeParts', '8'],
  ])
  expect(readForm(planLessonsInput, parts).themeParts).toEqual([1, 8])
})

test('a row is read by the schema of its row', () => {
  const form = formOf([
    ['patterns.0.weekday', '1'],
    ['patterns.0.startsAt', '09:00'],
    ['patterns.0.endsAt', '12:00'],
    ['patterns.0.breakStartsAt', ''],
    ['patterns.0.strange', 'x'],
    ['patterns.2.weekday', ''],
  ])
  expect(readForm(saveGroupInput, form).patterns).toEqual([
    { weekday: 1, startsAt: '09:00', endsAt: '12:00', breakStartsAt: null, breakEndsAt: null },
    { weekday: undefined, startsAt: '', endsAt: '', breakStartsAt: null, breakEndsAt: null },
  ])
})

test('files are not values', () => {
  const form = new FormData()
  form.append('name', new File(['x'], 'x.txt'))
  expect(readForm(saveGroupInput, form).name).toBe('')
})
