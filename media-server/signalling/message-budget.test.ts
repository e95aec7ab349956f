import { expect, test } from 'vitest'

import { MessageBudget } from './message-budget'

const takes = (budget: MessageBudget, times: number, nowMs: number) =>
  Array.from({ length: times }, () => budget.take(nowMs)).filter(Boolean).length

test('a burst as large as the bucket passes, and no more', () => {
  const budget = new MessageBudget({ size: 5, perSecond: 2, nowMs: 0 })
  expect(takes(budget, 8, 0)).toBe(5)
})

test('it refills with time', () => {
  const budget = new MessageBudget({ size: 5, perSecond: 2, nowMs: 0 })
  takes(budget, 5, 0)
  expect(budget.take(499)).toBe(false)
  expect(budget.take(500)).toBe(true)
  expect(budget.take(500)).toBe(false)
})

test('refused messages cost nothing', () => {
  const budget = new MessageBudget({ size: 1, perSecond: 1, nowMs: 0 })
  takes(budget, 100, 0)
  expect(budget.take(1_000)).toBe(true)
})

test('it never holds more than its size', () => {
  const budget = new MessageBudget({ size: 3, perSecond: 100, nowMs: 0 })
  expect(takes(budget, 10, 3_600_000)).toBe(3)
})

test('a clock that is set back by an hour neither adds tokens nor blocks anybody', () => {
  const budget = new MessageBudget({ size: 3, perSecond: 1, nowMs: 3_600_000 })
  expect(takes(budget, 5, 0)).toBe(3)
  expect(budget.take(1_000)).toBe(true)
})
