import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDERS = [
  'adapters',
  'app',
  'lesson-client',
  'services',
  'domain',
  'db',
  'protocol',
  'metrics',
  'media-server',
  'jobs',
  'demo',
  'commands',
  'load',
  'scripts',
  'tests',
]
const SOURCE = /\.(tsx?|mjs)$/

/** All of our source files, as paths from the root. */
export function listSources(): string[] {
  return FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => SOURCE.test(path))
      .map((path) => `${folder}/${path}`),
  )
}
