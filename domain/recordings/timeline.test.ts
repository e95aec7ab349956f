import { expect, test } from 'vitest'

import { slideAt, slideMarks, wallTimeAt, type Timeline } from './timeline'

const slideNumber = (number: number) => ({ materialId: 'm', slideNumber: number, slideCount: 3 })
/** Ten seconds recorded, twenty not recorded, ten recorded. */
const timeline: Timeline = {
  segments: [
    { atMs: 100_000, durationMs: 10_000, fileMs: 200, hasPicture: true },
    { atMs: 130_000, durationMs: 10_000, fileMs: 10_200, hasPicture: false },
  ],
  slides: [
    { atMs: 100_000, slide: slideNumber(1) },
    { atMs: 105_000, slide: null },
    { atMs: 112_000, slide: slideNumber(2) },
    { atMs: 120_000, slide: slideNumber(3) },
    { atMs: 135_000, slide: slideNumber(1) },
  ],
}

test.each([
  ['the beginning', 0, 100_000],
  ['a moment in the first stretch', 5_200, 105_000],
  ['its end', 10_199, 109_999],
  ['the beginning of the second', 10_200, 130_000],
  ['behind the end', 99_000, 140_000],
])('%s in the file is the right moment of the lesson', (_, fileMs, wallMs) => {
  expect(wallTimeAt(timeline, fileMs)).toBe(wallMs)
})

test.each([
  ['at the beginning', 0, 1],
  ['when the screen is black', 5_200, undefined],
  ['after a stretch that was not recorded', 10_200, 3],
  ['just before a change', 15_199, 3],
  ['at a change', 15_200, 1],
])('the slide that was shown: %s', (_, fileMs, number) => {
  expect(slideAt(timeline, fileMs)?.slideNumber).toBe(number)
})

test('a slide that was shown only while nothing was recorded is not in the timeline', () => {
  expect(slideMarks(timeline).map((mark) => [mark.fileMs, mark.slide?.slideNumber])).toEqual([
    [200, 1],
    [5_200, undefined],
    [10_200, 3],
    [15_200, 1],
  ])
})
