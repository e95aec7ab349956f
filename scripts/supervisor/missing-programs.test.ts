import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { recordingHint } from './recording-hint.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samsal-programs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function install(program: string): Promise<void> {
  await writeFile(path.join(folder, program), '#!/bin/sh\n')
  await chmod(path.join(folder, program), 0o700)
}

test('a machine without ffmpeg says at the start that nothing can be recorded', async () => {
  await install('ffprobe')
  expect(recordingHint(folder)).toBe(
    'No lesson can be recorded here, because ffmpeg cannot be run; everything else works without.',
  )
})

test('a machine that can record says nothing', async () => {
  for (const program of ['ffmpeg', 'ffprobe']) await install(program)
  expect(recordingHint(folder)).toBeNull()
})
