import { expect, test } from 'vitest'

import { Histogram } from './histogram'

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.add(value)
  return histogram
}

test('percentiles have the promised precision', () => {
  const histogram = histogramOf(Array.from({ length: 1_000 }, (_, index) => index + 1))
  for (const [share, exact] of [[0.5, 500] as const, [0.95, 950] as const, [0.99, 990] as const]) {
    const value = histogram.percentile(share) ?? 0
    expect(Math.abs(value - exact) / exact).toBeLessThan(0.02)
  }
})

test('no percentile is larger than the largest value', () => {
  expect(histogramOf([0.4, 7]).percentile(1)).toBeLessThanOrEqual(7)
  expect(histogramOf([7.1]).percentile(1)).toBeLessThanOrEqual(7.1)
})

test('an empty histogram has no percentile', () => {
  expect(new Histogram().percentile(0.5)).toBeNull()
})

test('zero is a value', () => {
  expect(histogramOf([0]).percentile(0.5)).toBe(0)
})

test('two halves make the whole', () => {
  const half = histogramOf([1, 2, 3])
  half.merge(histogramOf([4, 5, 600]).toData())
  expect(half.total).toBe(6)
  expect(half.toData()).toEqual(histogramOf([1, 2, 3, 4, 5, 600]).toData())
})
