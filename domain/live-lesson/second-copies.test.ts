import { randomUUID } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { idOf, MATERIAL, question } from '@/tests/factories/live-events'

import type { LiveEvent } from './events'
import { reduce } from './reduce'
import { type LiveState, NEW_LIVE_STATE } from './state'

const after = (...events: LiveEvent[]) => events.reduce(reduce, NEW_LIVE_STATE)
const started: LiveEvent = { type: 'lesson-started', atMs: 1_000, suspendAfterMs: 600_000, plan: null }

describe('what arrives a second time, because its answer was lost with the line', () => {
  const slide = { materialId: MATERIAL, slideCount: 3, slideNumber: 1, isBlack: false }
  const inBreak = after(started, { type: 'break-started', atMs: 2_000, untilMs: 302_000 })
  const chatting = after(started, { type: 'chat-mode-set', mode: 'open' })
  const asked = { ...question, questionId: randomUUID() }
  const message = {
    ...{ messageId: randomUUID(), memberId: idOf('anna'), displayName: 'Anna', text: 'Hej', atMs: 3_000 },
    isToCommunicator: false,
  }
  const shown = after(started, { type: 'slide-shown', slide })
  const stroke = { strokeId: randomUUID(), colour: 'sun' as const, points: [1, 2, 3, 4] }
  const group = [{ memberId: idOf('anna'), displayName: 'Anna', town: '' }]

  const prolonged = (untilMs: number): LiveEvent => ({ type: 'break-prolonged', fromMs: 302_000, untilMs })
  const grouped = (endsAtMs: number): LiveEvent => ({ type: 'groups-opened', groups: [group], endsAtMs })
  test.each<[string, LiveState, LiveEvent, LiveEvent?]>([
    ['a break is prolonged once', inBreak, prolonged(602_000), prolonged(605_000)],
    ['groups keep their time and calls for help', after(started), grouped(602_000), grouped(605_000)],
    ['a question keeps its answers', after(started), { type: 'question-opened', asked }],
    ['a line is in the chat once', chatting, { type: 'chat-written', message }],
    ['a stroke is drawn once', shown, { type: 'stroke-added', slide, stroke }],
  ])('%s', (_, before, event, again = event) => {
    const once = reduce(before, event)
    expect(once).not.toBe(before)
    expect(reduce(once, again)).toBe(once)
  })

  test('a stroke stays on the slide that it was drawn on when the slide has been turned meanwhile', () => {
    const turned = reduce(shown, { type: 'slide-shown', slide: { ...slide, slideNumber: 2 } })
    const drawn = reduce(turned, { type: 'stroke-added', slide, stroke })
    expect(drawn.strokes).toEqual({ [`${MATERIAL}/1`]: [stroke] })
    const other = { ...stroke, strokeId: randomUUID() }
    const both = reduce(drawn, { type: 'stroke-added', slide: { ...slide, slideNumber: 2 }, stroke: other })
    expect(reduce(both, { type: 'strokes-cleared', slide }).strokes).toEqual({ [`${MATERIAL}/2`]: [other] })
  })
})
