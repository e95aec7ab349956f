import { expect, test } from 'vitest'

import { ticketPayload } from '@/protocol/ticket'
import { PROTOCOL_VERSION } from '@/protocol/version'

import { parseOptions } from '../options'
import { spreadOver } from '../run/run-load'
import { asSomebodyElse, planLesson } from './plan-lesson'

const URL = 'http://127.0.0.1:3001'
const shape = ['--classrooms', '2', '--phones', 'audio=4,small=3,everything=3', '--channels', '2', '--guests', '1']

test('a lesson has everybody who was asked for, those who teach first', () => {
  const groups = planLesson(parseOptions(shape), URL).map((one) => one.group)
  expect(groups.slice(0, 4)).toEqual(['communicator', 'guest', 'interpreter', 'interpreter'])
  expect(groups.filter((group) => group === 'classroom')).toHaveLength(2)
  expect(groups.filter((group) => group === 'audio')).toHaveLength(4)
  expect(groups).toHaveLength(16)
})

test('everybody is a guest or a device, so that no presence is recorded', () => {
  const kinds = planLesson(parseOptions(shape), URL).map((one) => one.ticket.subject.kind)
  expect(new Set(kinds)).toEqual(new Set(['guest', 'device']))
})

test('every plan makes a valid ticket', () => {
  for (const { ticket } of planLesson(parseOptions(shape), URL)) {
    const whole = { ...ticket, jti: ticket.lessonId, protocolVersion: PROTOCOL_VERSION }
    expect(ticketPayload.safeParse(whole).success).toBe(true)
  }
})

test.each([
  ['0', 0],
  ['50', 5],
  ['100', 10],
])('%s percent of the phones listen to a channel', (percent, expected) => {
  const plan = planLesson(parseOptions([...shape, '--channel-listeners', percent]), URL)
  const listeners = plan.filter((one) => one.ticket.role === 'participant' && one.ticket.channelLanguage !== undefined)
  expect(listeners).toHaveLength(expected)
})

test('slides are images, and a video only with the usual settings', () => {
  const sends = (args: string[]) => planLesson(parseOptions(args), URL)[0]?.sends
  expect(sends([])?.screen).toBeUndefined()
  expect(sends(['--usual-settings'])).toMatchObject({ screen: { framesPerSecond: 5 }, voice: { frameMs: 20 } })
})

test('a replacement is another subject', () => {
  const [planned] = planLesson(parseOptions(shape), URL)
  if (!planned) throw new Error('nobody was planned')
  const other = asSomebodyElse(planned)
  expect(other.ticket.subject.id).not.toBe(planned.ticket.subject.id)
  expect({ ...other.ticket, subject: null }).toEqual({ ...planned.ticket, subject: null })
})

test('those who teach stay in the first process, and the others are distributed', () => {
  const options = parseOptions(shape)
  const shards = spreadOver([planLesson(options, URL), planLesson(options, URL)], { processes: 3, observers: 0 })
  expect(shards.map((shard) => shard.filter((one) => one.isTeaching).length)).toEqual([8, 0, 0])
  expect(shards.map((shard) => shard.filter((one) => !one.isTeaching).length)).toEqual([8, 8, 8])
})

test('observers are taken evenly from all listeners, and the rest is elsewhere', () => {
  const lesson = planLesson(parseOptions(shape), URL)
  const listeners = lesson.filter((one) => !one.isTeaching)
  const [observing = [], ...others] = spreadOver([lesson], { processes: 3, observers: 3 })
  expect(observing.filter((one) => !one.isTeaching)).toEqual([listeners[0], listeners[4], listeners[8]])
  expect(observing.filter((one) => one.isTeaching)).toHaveLength(4)
  expect(others.map((shard) => shard.length)).toEqual([5, 4])
})
