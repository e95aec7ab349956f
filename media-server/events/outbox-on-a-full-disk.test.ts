import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { build } from 'esbuild'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Appends long facts until the file is full, then a short one that would fit, and prints what can be delivered. */
const STORY = `
import { Outbox } from '@/media-server/events/outbox'
const id = (number) => '00000000-0000-4000-8000-' + String(number).padStart(12, '0')
const fact = (number) => ({ factId: id(number), lessonId: id(0), kind: 'seen', subject: { kind: 'person', id: id(1) },
  peerId: id(2), at: '2026-11-21T08:30:00.000Z' })
const outbox = await Outbox.open(process.argv[2])
const told = []
let isFull = false
for (let number = 1; !isFull && number < 100; number += 1) {
  try {
    await outbox.append(fact(number))
    told.push(id(number))
  } catch { isFull = true }
}
await outbox.append({ ...fact(100), kind: 'lesson-live', subject: null, peerId: null })
told.push(id(100))
const { facts } = await outbox.next(100)
console.log(JSON.stringify({ isFull, told, delivered: facts.map((one) => one.factId) }))
`

test('a fact that did not fit on the disk does not corrupt later ones', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'samsal-full-'))
  try {
    const bundle = path.join(folder, 'story.mjs')
    const built = await build({
      stdin: { contents: STORY, resolveDir: ROOT, loader: 'ts' },
      alias: { '@': ROOT },
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
    })
    await writeFile(bundle, built.outputFiles[0]?.contents ?? '')
    // The shell's unit is 1 KiB.
    const command = 'ulimit -f 2; exec "$0" "$1" "$2"'
    const { stdout } = await run('bash', ['-c', command, process.execPath, bundle, path.join(folder, 'media')])
    const story = JSON.parse(stdout) as { isFull: boolean; told: string[]; delivered: string[] }
    expect(story.isFull).toBe(true)
    expect(story.delivered).toEqual(story.told)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
