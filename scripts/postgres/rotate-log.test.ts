import { appendFileSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { rotateLog } from './rotate-log'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samsal-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a log that is too large is truncated while it is written to, and its last part is kept', () => {
  const file = join(folder, 'postgres.log')
  const open = openSync(file, 'a')
  writeSync(open, 'a'.repeat(30))
  rotateLog(file, 20)
  writeSync(open, 'later')
  closeSync(open)
  expect(readFileSync(file, 'utf8')).toBe('later')
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('a'.repeat(30))
})

test('a small log and a missing one are left alone', () => {
  const file = join(folder, 'postgres.log')
  rotateLog(file, 20)
  appendFileSync(file, 'small')
  rotateLog(file, 20)
  expect(readFileSync(file, 'utf8')).toBe('small')
  expect(existsSync(`${file}.1`)).toBe(false)
})
