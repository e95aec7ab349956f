import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import { correctAttendanceInput } from '@/services/attendance/correct-attendance'
import { planLessonsInput } from '@/services/courses/plan-lessons'
import { saveGroupInput } from '@/services/courses/save-group'
import { saveLessonInput } from '@/services/courses/save-lesson'
import { saveParticipantInput } from '@/services/people/save-participant'
import { saveStaffInput } from '@/services/people/save-staff'

import { schemaFields } from './schema-fields'

describe("the fields of services' inputs", () => {
  const participant = schemaFields(saveParticipantInput)
  const group = schemaFields(saveGroupInput)
  const lesson = schemaFields(saveLessonInput)

  test.each([
    ['a name', participant.givenName, { kind: 'text', maxLength: 120, isNullable: false }],
    ['a shown name', participant.displayName, { kind: 'text', maxLength: 80 }],
    ['a number that may be left out', participant.identityNumber, { kind: 'text', maxLength: 20, isNullable: true }],
    ['a tick', participant.isProtected, { kind: 'tick' }],
    ['a closed set', participant.legalSex, { kind: 'choice', values: ['female', 'male'], isNullable: true }],
    ['an id', participant.homeMunicipalityId, { kind: 'choice', values: [] }],
    ['a day that may be left out', participant.registeredFromOn, { kind: 'date', isNullable: true }],
    ['a time of day', lesson.startsAt, { kind: 'time', isNullable: false }],
    ['a time that may be left out', lesson.breakStartsAt, { kind: 'time', isNullable: true }],
    ['one of some numbers', lesson.themePart, { kind: 'choice', isNumeric: true, isNullable: true }],
    ['several of some numbers', schemaFields(planLessonsInput).themeParts, { kind: 'ticks', isNumeric: true }],
    ['several ids', group.siteIds, { kind: 'ticks', isNumeric: false }],
    ['a figure', schemaFields(correctAttendanceInput).presentMinutes, { kind: 'number', min: 0, max: 1_440 }],
    ['a long text', schemaFields(correctAttendanceInput).reason, { kind: 'text', maxLength: 500 }],
    ['an address', schemaFields(saveStaffInput).email, { kind: 'text' }],
    ['rows', group.patterns, { kind: 'rows' }],
    ['a figure of a row', group.patterns?.fields.weekday, { kind: 'number', min: 1, max: 7 }],
    ['an id of a row', schemaFields(saveStaffInput).roles?.fields.siteId, { kind: 'choice', isNullable: true }],
  ])('%s', (_, field, expected) => {
    expect(field).toMatchObject(expected)
  })
})

test('wrappers around a field are looked through', () => {
  const schema = z.strictObject({
    trimmed: z.string().trim().max(5).optional(),
    piped: z
      .string()
      .max(7)
      .transform((text) => text.length),
    defaulted: z.enum(['a', 'b']).default('a'),
    literal: z.literal('only'),
  })
  expect(schemaFields(schema)).toMatchObject({
    trimmed: { kind: 'text', maxLength: 5, isOptional: true },
    piped: { kind: 'text', maxLength: 7 },
    defaulted: { kind: 'choice', isOptional: true },
    literal: { kind: 'choice', values: ['only'] },
  })
})
