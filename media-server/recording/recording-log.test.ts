import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { RecordingLog } from './recording-log'

const MATERIAL = '4b6f0f9e-7d3c-4f4e-9a39-0d0c1f1d3a11'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samsal-recording-log-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the log of a recording that began under version 2 is read whole, without a torn line', async () => {
  const path = join(folder, 'log.jsonl')
  const shown = { materialId: MATERIAL, pageCount: 3, page: 2, isBlack: false }
  const lines = [
    JSON.stringify({ what: 'begun', atMs: 1, lessonId: MATERIAL }),
    JSON.stringify({ what: 'slide', atMs: 2, slide: shown }),
    '{"what":"segment","atM',
  ]
  await writeFile(path, lines.join('\n'))
  const log = new RecordingLog(path)
  await log.append({ what: 'slide', atMs: 3, slide: null })
  expect(await log.read()).toEqual([
    { what: 'begun', atMs: 1, lessonId: MATERIAL },
    { what: 'slide', atMs: 2, slide: { materialId: MATERIAL, slideCount: 3, slideNumber: 2, isBlack: false } },
    { what: 'slide', atMs: 3, slide: null },
  ])
})
