import { afterEach, beforeEach, expect, vi } from 'vitest'

const spies: { mock: { calls: unknown[][] } }[] = []

beforeEach(() => {
  spies.push(vi.spyOn(console, 'error'))
})

/** Anything printed as an error fails the test, even if the test did not look at it. */
afterEach(() => {
  const calls = spies.splice(0).flatMap((spy) => spy.mock.calls)
  vi.restoreAllMocks()
  expect(calls, 'console.error was called').toEqual([])
})
