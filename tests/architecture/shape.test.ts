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

test('no folder is named after nothing', () => {
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

/** Looks for a package the way Node does: beside the asking one, then upwards. */
function isLocked(lock: Lock, { name, from }: { name: string; from: string }): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder) return false
  }
}

test('the media server tells the time by its own clock, which nobody sets in the middle of a lesson', () => {
  // A ticket's and a recording's end are told by the machine's clock, as the app's are; the journal goes by days.
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
