import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { describeMissingPrograms } from './missing-programs.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samsal-programs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function install(...programs: string[]): Promise<void> {
  for (const program of programs) {
    await writeFile(path.join(folder, program), '#!/bin/sh\n')
    await chmod(path.join(folder, program), 0o700)
  }
}

test('each feature without its program is one line with its package', async () => {
  await install('ffprobe')
  const [recording = '', turn = '', ...more] = describeMissingPrograms(folder)
  expect(recording).toBe(
    "ffmpeg not found: lessons cannot be recorded. Everything else works. Debian's package is ffmpeg.",
  )
  expect(turn).toMatch(/^turnserver not found: .*443.*coturn\.$/)
  expect(more).toEqual([])
})

test('a machine with all programs prints nothing', async () => {
  await install('ffmpeg', 'ffprobe', 'turnserver')
  expect(describeMissingPrograms(folder)).toEqual([])
})
