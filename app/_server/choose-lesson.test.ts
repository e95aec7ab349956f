import { describe, expect, test } from 'vitest'

import type { LessonId } from '@/domain/ids'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { chooseLesson } from './choose-lesson'

const MINUTE_MS = 60_000
const at = (time: string) => Date.parse(`2026-11-21T${time}:00.000Z`)

function lesson(id: string, from: string, to: string, more: Partial<MyLesson> = {}): MyLesson {
  return {
    lessonId: id as LessonId,
    groupName: id,
    language: 'ti',
    courseKind: 'civic_orientation',
    themePart: 3,
    communicatorName: 'Sara',
    hostingMunicipality: 'Umeå',
    startsAtMs: at(from),
    endsAtMs: at(to),
    liveAtMs: null,
    endedAtMs: null,
    ...more,
  }
}

describe('one lesson from nine to twelve', () => {
  const morning = lesson('morning', '09:00', '12:00')
  test.each<[string, number, 'now' | 'next' | null]>([
    ['an hour before it is the next one', at('08:00'), 'next'],
    ['a moment before its doors open it is the next one', at('08:30') - 1, 'next'],
    ['half an hour before its doors open', at('08:30'), 'now'],
    ['in the middle it is the one', at('10:00'), 'now'],
    ['a quarter after its end it can still be entered', at('12:15'), 'now'],
    ['later it is over', at('12:15') + 1, null],
  ])('%s', (_, nowMs, expected) => {
    const chosen = chooseLesson([morning], nowMs)
    expect(chosen).toEqual({
      now: expected === 'now' ? morning : null,
      next: expected === 'next' ? morning : null,
    })
  })
})

test('a live lesson takes precedence over one that could start', () => {
  const early = lesson('early', '09:00', '10:00')
  const live = lesson('live', '09:30', '11:00', { liveAtMs: at('09:31') })
  expect(chooseLesson([early, live], at('09:45')).now).toBe(live)
})

test('a lesson that runs over gives way at the planned start of the next, and not before', () => {
  const over = lesson('over', '09:00', '10:00', { liveAtMs: at('09:00') })
  const next = lesson('next', '10:10', '11:00')
  expect(chooseLesson([over, next], at('10:05')).now).toBe(over)
  expect(chooseLesson([over, next], at('10:10')).now).toBe(next)
  const begun = { ...next, liveAtMs: at('10:04') }
  expect(chooseLesson([over, begun], at('10:05')).now).toBe(begun)
})

test('a lesson that never began gives way to the next when its time is over', () => {
  const missed = lesson('missed', '09:00', '10:00')
  const next = lesson('next', '10:10', '11:00')
  expect(chooseLesson([missed, next], at('10:05')).now).toBe(next)
})

test('of two that could start the earlier one is chosen', () => {
  const first = lesson('first', '09:00', '10:00')
  const second = lesson('second', '10:00', '11:00')
  expect(chooseLesson([first, second], at('09:50')).now).toBe(first)
})

test('after a lesson that ended early comes the next', () => {
  const ended = lesson('ended', '09:00', '12:00', { liveAtMs: at('09:00'), endedAtMs: at('11:00') })
  const afternoon = lesson('afternoon', '13:00', '15:00')
  expect(chooseLesson([ended, afternoon], at('11:30'))).toEqual({ now: null, next: afternoon })
})

test('without lessons there is neither a current nor a next one', () => {
  expect(chooseLesson([], at('09:00'))).toEqual({ now: null, next: null })
})

test("yesterday's lessons are ignored", () => {
  const yesterday = lesson('yesterday', '09:00', '12:00')
  const nowMs = at('09:00') + 24 * 60 * MINUTE_MS
  expect(chooseLesson([yesterday], nowMs)).toEqual({ now: null, next: null })
})
