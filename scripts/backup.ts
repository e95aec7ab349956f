// Copies everything that must not be lost into a new folder, whether or not Samsal is running:
// npm run backup -- /backups/2026-11-26
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { copyCluster, copyFolder, type ClusterCopy } from './backup/copy-cluster.ts'
import { MANIFEST } from './backup/manifest.ts'
import { ROOT } from './build.ts'
import { Problem, reportProblem } from './problem.mjs'
import { step } from './progress.mjs'
import { openDataDir } from './supervisor/installation.ts'
import { readSettings } from './supervisor/settings.ts'

/** Besides the database: keys and passwords without which it cannot be read, and the settings of the installation. */
const FILES = ['secrets.json', 'postgres.json', 'demo']
/**
 * In this order, a fact that reaches the database during the copy may be in both, and is recognised by its id; in the
 * opposite order it could be in neither.
 */
const MEDIA = ['outbox.jsonl', 'outbox.cursor', 'outbox.refused.jsonl', 'lessons', 'recordings']

try {
  await backUp(process.argv[2])
} catch (error) {
  reportProblem(error)
}

async function backUp(given: string | undefined): Promise<void> {
  if (!given) throw new Problem('Where should the backup go?', 'For example: npm run backup -- /backups/2026-11-26')
  const target = resolve(given)
  if (existsSync(target)) throw new Problem(`${target} is there already.`, 'Name a folder that does not exist yet.')
  const settings = readSettings(process.env)
  const dataDir = openDataDir(settings.dataDir)
  const isOwn = settings.databaseUrl === undefined
  if (isOwn && !existsSync(join(dataDir, 'postgres.json'))) {
    throw new Problem(`There is no database in ${dataDir}.`, 'Set DATA_DIR to the folder that Samsal uses.')
  }
  mkdirSync(target, { recursive: true, mode: 0o700 })
  try {
    await step('Copying keys and facts', () => copyFiles(dataDir, target))
    const copied = isOwn
      ? await step('Copying the database', () => copyCluster(dataDir, join(target, 'postgres')))
      : null
    writeManifest(target, copied)
  } catch (error) {
    // An incomplete backup must not be mistaken for a complete one.
    rmSync(target, { recursive: true, force: true })
    throw error
  }
  console.log(`The backup is in ${target}. It holds all keys: keep it as secret as the installation itself.`)
  if (!isOwn) console.log('The database is your own: copy it with pg_dump in the same hour.')
}

function copyFiles(dataDir: string, target: string): void {
  for (const name of FILES) copyFolder(join(dataDir, name), join(target, name))
  mkdirSync(join(target, 'media'), { mode: 0o700 })
  for (const name of MEDIA) copyFolder(join(dataDir, 'media', name), join(target, 'media', name))
}

function writeManifest(target: string, copied: ClusterCopy | null): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const manifest = { samsal: version, madeAt: new Date().toISOString(), database: copied }
  writeFileSync(join(target, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
}
