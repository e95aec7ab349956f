import { expect, test } from 'vitest'

import { MESSAGE_SAMPLES } from '@/tests/support/message-samples'
import { CLIENT_MESSAGES, type ClientMessageName } from '@/protocol/client-messages'

import { dedupeKey, RETRYABLE } from './retryable-messages'

/** Messages that are not resent, each with the reason. */
const ONCE = new Map<ClientMessageName, string>([
  ['lesson:enter', 'the page enters again by itself after every welcome'],
  ['transport:connect', 'media is set up again by itself'],
  ['transport:restart-ice', 'media is set up again by itself'],
  ['producer:create', 'media is set up again by itself'],
  ['producer:pause', 'said again after every welcome'],
  ['producer:close', 'said again after every welcome'],
  ['consumer:resume', 'said again after every welcome'],
  ['consumer:prefer-layer', 'said again after every welcome'],
  ['view:set', 'said again after every welcome'],
  ['pointer:move', 'the next movement replaces it'],
  ['channel:take', 'the page says that the handover failed: another interpreter speaks on meanwhile'],
])

test('each message is resent, or has a reason why not', () => {
  for (const name of Object.keys(CLIENT_MESSAGES) as ClientMessageName[]) {
    expect([name, RETRYABLE.has(name), ONCE.has(name)]).toEqual([name, !ONCE.has(name), !RETRYABLE.has(name)])
  }
})

test('every stroke and every line of the chat arrives, however many wait', () => {
  for (const name of ['stroke:add', 'chat:write'] as const) {
    const one = MESSAGE_SAMPLES[name]
    const text = JSON.stringify(one)
    const differing = (_: string, before: string, letter: string) => `${before}${letter === 'f' ? 'e' : 'f'}`
    const other = JSON.parse(text.replace(/((?:strokeId|messageId)":")(.)/, differing)) as typeof one
    expect(dedupeKey(name, other)).not.toBe(dedupeKey(name, one))
  }
})

test('a message about one member does not replace one about another', () => {
  const admit = (memberId: string) => dedupeKey('visitor:admit', { memberId, isAdmitted: true })
  expect(admit('visitor:1')).not.toBe(admit('visitor:2'))
  expect(admit('visitor:1')).toBe(dedupeKey('visitor:admit', { memberId: 'visitor:1', isAdmitted: false }))
})

test('a hand for one person in a classroom does not replace one for another', () => {
  const raise = (forName: string) => dedupeKey('hand:set', { raised: true, forName })
  expect(raise('Alias Norr')).not.toBe(raise('Alias Söder'))
  expect(raise('Alias Norr')).toBe(dedupeKey('hand:set', { raised: false, forName: 'Alias Norr' }))
})

test('a lowered hand replaces a raised one', () => {
  expect(dedupeKey('hand:set', { raised: false })).toBe(dedupeKey('hand:set', { raised: true }))
})
