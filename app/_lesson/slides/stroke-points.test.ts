import { describe, expect, it } from 'vitest'

import { PAGE_UNITS, pathOf, pointOnSlide, simplify } from './stroke-points'

const box = { left: 100, top: 50, width: 400, height: 200 } as DOMRect

describe('a point on the slide', () => {
  it.each([
    ['the beginning', { clientX: 100, clientY: 50 }, { x: 0, y: 0 }],
    ['the middle', { clientX: 300, clientY: 150 }, { x: 5_000, y: 5_000 }],
    ['the end', { clientX: 500, clientY: 250 }, { x: PAGE_UNITS, y: PAGE_UNITS }],
    ['outside', { clientX: -20, clientY: 900 }, { x: 0, y: PAGE_UNITS }],
  ])('%s', (_label, client, point) => {
    expect(pointOnSlide(client, box)).toEqual(point)
  })
})

describe('a simplified stroke', () => {
  it('keeps the two ends of a straight line', () => {
    const drawn = Array.from({ length: 50 }, (_, at) => ({ x: at * 100, y: at * 50 }))
    expect(simplify(drawn)).toEqual([0, 0, 4_900, 2_450])
  })

  it('keeps a corner', () => {
    const drawn = [0, 500, 1_000].map((x) => ({ x, y: 0 })).concat([500, 1_000].map((y) => ({ x: 1_000, y })))
    expect(simplify(drawn)).toEqual([0, 0, 1_000, 0, 1_000, 1_000])
  })

  it('returns to where it began', () => {
    const drawn = [0, 1, 2, 3, 4].map((at) => ({
      x: 5_000 + Math.round(2_000 * Math.sin((at * Math.PI) / 2)),
      y: at % 2,
    }))
    expect(simplify(drawn).length).toBeGreaterThan(4)
  })

  it('of a touch is a dot', () => {
    expect(simplify([{ x: 7, y: 9 }])).toEqual([7, 9])
    expect(pathOf([7, 9])).toBe('M7 9h0')
  })

  it('has at most 200 points, however long it is', () => {
    const drawn = Array.from({ length: 4_000 }, (_, at) => ({ x: (at * 7_919) % 10_000, y: (at * 104_729) % 10_000 }))
    const points = simplify(drawn)
    expect(points.length / 2).toBeLessThanOrEqual(200)
    expect(points.slice(0, 2)).toEqual([0, 0])
  })
})

describe('the path of a stroke', () => {
  it('of two points is a line', () => {
    expect(pathOf([0, 0, 100, 50])).toBe('M0 0L100 50')
  })

  it('curves through the midpoints', () => {
    expect(pathOf([0, 0, 100, 0, 100, 100])).toBe('M0 0Q100 0 100 50L100 100')
  })
})
