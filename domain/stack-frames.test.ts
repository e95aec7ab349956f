import { expect, test } from 'vitest'

import { stackFrames } from './stack-frames'

test('frames are kept and the message is not', () => {
  const frames = stackFrames(new Error('Zeynep'))
  expect(frames[0]).toMatch(/^at .*stack-frames\.test/)
  expect(frames.join()).not.toContain('Zeynep')
})

test('typed text that looks like a frame is removed', () => {
  const frames = stackFrames(new Error('params: \n    at Zeynep Qvarnlundh (secret)\n    at x'))
  expect(frames.join('\n')).not.toMatch(/Zeynep|at x/)
  expect(frames.length).toBeGreaterThan(0)
})

test('an error whose message was changed afterwards has no frames, rather than typed text', () => {
  const error = new Error('first')
  expect(error.stack).toContain('first')
  error.message = 'second'
  expect(stackFrames(error)).toEqual([])
})

test('a value that is not an error has none', () => {
  expect(stackFrames('Zeynep')).toEqual([])
})
