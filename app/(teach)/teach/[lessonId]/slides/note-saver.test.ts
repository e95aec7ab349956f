import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createNoteSaver, type NoteState } from './note-saver'

type Result = 'saved' | 'later' | 'never'

let saved: [number, string][]
let states: NoteState[]
let result: Result

function make() {
  return createNoteSaver({
    save: async (slideNumber, note) => {
      saved.push([slideNumber, note])
      return result
    },
    onState: (state) => states.push(state),
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  ;[saved, states, result] = [[], [], 'saved']
})
afterEach(() => vi.useRealTimers())

it('a note is saved once, after the last keystroke', async () => {
  const saver = make()
  for (const note of ['H', 'He', 'Hej']) saver.write(3, note)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(saved).toEqual([[3, 'Hej']])
  expect(states.at(-1)).toBe('saved')
})

it('a note that did not arrive is saved again, and marked as unsaved until then', async () => {
  const saver = make()
  result = 'later'
  saver.write(1, 'Hej')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(states.at(-1)).toBe('not-saved')
  result = 'saved'
  await vi.advanceTimersByTimeAsync(5_000)
  expect(saved).toHaveLength(2)
  expect(states.at(-1)).toBe('saved')
})

it('a refused note is not resent for ever', async () => {
  const saver = make()
  result = 'never'
  saver.write(1, 'Hej')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(saved).toHaveLength(1)
  expect(states.at(-1)).toBe('not-saved')
})

it('notes of two slides are both saved when the page is left immediately', async () => {
  const saver = make()
  saver.write(1, 'ett')
  saver.write(2, 'två')
  saver.close()
  await vi.advanceTimersByTimeAsync(0)
  expect(saved).toEqual([
    [1, 'ett'],
    [2, 'två'],
  ])
})
