import { describe, expect, test } from 'vitest'

import { EMPTY_LIVE_VIEW, type LessonStatus, type LiveView } from '@/domain/live-lesson/view'
import { FIRST_SNAPSHOT, type LessonSnapshot } from './lesson-snapshot'
import { situationOf, type Situation } from './situation'

const LIVE: LessonStatus = { phase: 'live', liveAtMs: 1, breakTime: null, absence: null, canGoOnUntilMs: null }
const withLesson = (lesson: Partial<LessonStatus>): { live: LiveView } => ({
  live: { ...EMPTY_LIVE_VIEW, lesson: { ...LIVE, ...lesson } },
})
const live: LessonSnapshot = { ...FIRST_SNAPSHOT, phase: 'in', connection: 'up', media: 'up', ...withLesson({}) }
const away = withLesson({ absence: { sinceMs: 5, isSuspended: false } })

const CASES: [string, Partial<LessonSnapshot>, Situation][] = [
  ['a page that has just opened is connecting', { phase: 'connecting' }, 'connecting'],
  ['before entering the page is ready', { phase: 'pre-join' }, 'pre-join'],
  ['before the communicator starts the page waits', withLesson({ phase: 'waiting' }), 'waiting'],
  ['the lesson is live', {}, 'live'],
  ['the lesson has a break', withLesson({ breakTime: { sinceMs: 5, untilMs: null } }), 'break'],
  ['a communicator whose line is lost is away', away, 'communicator-away'],
  ['after a while the lesson is suspended', withLesson({ absence: { sinceMs: 5, isSuspended: true } }), 'suspended'],
  [
    'a lost connection of one’s own matters more than the communicator',
    { ...away, connection: 'lost' },
    'connection-lost',
  ],
  ['without the communicator there is no sound to wait for', { ...away, media: 'lost' }, 'communicator-away'],
  ['lost media are said so', { media: 'lost' }, 'media-lost'],
  ['a network that blocks media is said so', { media: 'blocked' }, 'media-blocked'],
  [
    'an ended lesson is ended whatever the line does',
    { ...withLesson({ phase: 'ended' }), connection: 'lost' },
    'ended',
  ],
  ['another window has taken the place', { closed: { reason: 'replaced' } }, 'replaced'],
  ['somebody who was removed stays out', { closed: { reason: 'removed' } }, 'removed'],
]

describe('the situation of a person in a lesson', () => {
  test.each(CASES)('%s', (_, change, expected) => {
    expect(situationOf({ ...live, ...change })).toBe(expected)
  })
})
