import { expect, it } from 'vitest'

import { recordingMade } from './recording'

it('a recording that was made today can be sent', () => {
  const atMs = Date.parse('2026-11-26T09:00:00Z')
  const made = {
    recordingId: '4b6f0f9e-7d3c-4f4e-9a39-0d0c1f1d3a11',
    ...{ startedAt: '2026-11-26T09:00:00.000Z', endedAt: '2026-11-26T10:00:00.000Z', durationMs: 3_600_000 },
    bytes: 150_000_000,
    timeline: {
      segments: [{ atMs, durationMs: 3_600_000, fileMs: 0, hasPicture: true }],
      slides: [{ atMs, slide: null }],
    },
  }
  expect(recordingMade.parse(made)).toEqual(made)
})

it('a recording whose slides an outbox of version 2 names is read', () => {
  const atMs = 1
  const materialId = '4b6f0f9e-7d3c-4f4e-9a39-0d0c1f1d3a11'
  const made = {
    recordingId: materialId,
    ...{ startedAt: '2026-11-26T09:00:00.000Z', endedAt: '2026-11-26T10:00:00.000Z', durationMs: 1, bytes: 1 },
    timeline: { segments: [], slides: [{ atMs, slide: { materialId, page: 2, pageCount: 3 } }] },
  }
  expect(recordingMade.parse(made).timeline.slides).toEqual([
    { atMs, slide: { materialId, slideNumber: 2, slideCount: 3 } },
  ])
})
