import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listSources, ROOT } from './list-sources.ts'

const LONGEST_FILE = 400
const NAMELESS_FOLDER = /(^|\/)(lib|utils|helpers|common|types)\//

test('no file is longer than 400 lines', () => {
  const long = listSources().filter(
    (path) => readFileSync(join(ROOT, path), 'utf8').split('\n').length > LONGEST_FILE + 1,
  )
  expect(long).toEqual([])
})

test('no folder has a meaningless name', () => {
  expect(listSources().filter((path) => NAMELESS_FOLDER.test(path))).toEqual([])
})

test('the lock names every platform package, so that npm ci accepts it', () => {
  const lock: Lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(lock, { name, from: path })),
  )
  expect(missing, 'run npm run lock:complete').toEqual([])
})

test('every dependency is pinned to one version', () => {
  const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string> }> }
type Versions = Record<string, string>
type Manifest = { dependencies: Versions; devDependencies: Versions; optionalDependencies: Versions }

/** Finds a package the way Node does: beside the importing one, then upwards. */
function isLocked(lock: Lock, { name, from }: { name: string; from: string }): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder) return false
  }
}

test('the media server uses its own monotonic clock', () => {
  // The expiry of a ticket and a recording's token follows the machine's clock, like the app's; the journal counts
  // days.
  const own = /^media-server\/(clock|recording\/serve|session\/lesson-journal|signalling\/verify-ticket)\.ts$/
  const others = listSources().filter(
    (path) => path.startsWith('media-server/') && !path.endsWith('.test.ts') && !own.test(path),
  )
  const wrong = others.filter((path) => /Date\.now\(|new Date\(\)/.test(readFileSync(join(ROOT, path), 'utf8')))
  expect(wrong).toEqual([])
})

test('scripts, which node runs as they are, import by paths and not by the alias', () => {
  const scripts = listSources().filter((path) => path.startsWith('scripts/') && !path.includes('.test.'))
  const byAlias = scripts.filter((path) => /from '@\//.test(readFileSync(join(ROOT, path), 'utf8')))
  expect(scripts.length).toBeGreaterThan(10)
  expect(byAlias).toEqual([])
})
