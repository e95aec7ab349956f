import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { assertNothingButDemo } from './demo.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samsal-reset-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test.each(['unwanted', 'something else', null])('a folder whose demo is %s is not deleted', async (state) => {
  await writeFile(path.join(folder, 'secrets.json'), '{}')
  if (state !== null) await writeFile(path.join(folder, 'demo'), state)
  expect(() => assertNothingButDemo(folder)).toThrow('holds no demo region')
})

test.each(['wanted', 'present'])('a folder whose demo is %s may be deleted', async (state) => {
  await writeFile(path.join(folder, 'demo'), state)
  expect(() => assertNothingButDemo(folder)).not.toThrow()
})

test('a missing folder is accepted', () => {
  expect(() => assertNothingButDemo(folder)).not.toThrow()
  expect(() => assertNothingButDemo(path.join(folder, 'none'))).not.toThrow()
})
