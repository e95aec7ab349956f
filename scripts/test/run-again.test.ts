import { expect, test } from 'vitest'

import type { TestFile } from '../../tests/support/reporter.ts'
import { filesToRunAgain, withSecondRun } from './run-again.ts'

const file = (name: string, changes: Partial<TestFile> = {}): TestFile => ({
  ...{ project: 'e2e', file: name, passed: 3, failed: 0, skipped: 0, ms: 1_000 },
  ...changes,
})
const failing = (name: string, project = 'e2e') => file(name, { project, passed: 2, failed: 1 })

test('files that play a lesson run again when they failed; a rule that failed has failed', () => {
  const files = [file('a'), failing('b'), failing('c', 'unit'), failing('d', 'networks')]
  expect(filesToRunAgain({ files, errors: 0 }).map((one) => one.file)).toEqual(['b', 'd'])
})

test('nothing runs again when much failed, or something that belongs to no file', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => failing(name))
  expect(filesToRunAgain({ files: many, errors: 0 })).toEqual([])
  expect(filesToRunAgain({ files: [failing('a')], errors: 1 })).toEqual([])
})

test('the second outcome counts, and only of the files that ran again', () => {
  const first = { files: [file('a'), failing('b'), failing('c', 'unit')], errors: 0 }
  const second = { files: [file('b', { ms: 500 })], errors: 0 }
  expect(withSecondRun(first, second)).toEqual({
    files: [file('a'), file('b', { ms: 1_500 }), failing('c', 'unit')],
    errors: 0,
  })
  const stillBad = { files: [failing('b')], errors: 0 }
  expect(withSecondRun(first, stillBad).files[1]).toMatchObject({ passed: 2, failed: 1 })
})
