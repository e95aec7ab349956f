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
