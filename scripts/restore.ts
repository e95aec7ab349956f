// Restores a backup made by `npm run backup` into an empty data folder:
// DATA_DIR=/var/lib/samsal npm run restore -- /backups/2026-11-26
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { copyFolder } from './backup/copy-cluster.ts'
import { MANIFEST } from './backup/manifest.ts'
import { findPostgres } from './postgres/program.ts'
import { Problem, reportProblem } from './problem.mjs'
import { step } from './progress.mjs'
import { openDataDir } from './supervisor/installation.ts'
import { readSettings } from './supervisor/settings.ts'

type Manifest = { samsal: string; madeAt: string; database: { postgres: string } | null }

try {
  await restore(process.argv[2])
} catch (error) {
  reportProblem(error)
}

async function restore(given: string | undefined): Promise<void> {
  if (!given) throw new Problem('Which backup?', 'For example: npm run restore -- /backups/2026-11-26')
  const source = resolve(given)
  const manifest = readManifest(source)
  const dataDir = openDataDir(readSettings(process.env).dataDir)
  if (readdirSync(dataDir).length > 0) {
    throw new Problem(`${dataDir} is not empty.`, 'Set DATA_DIR to an empty folder, or move what is in it away.')
  }
  await step('Bringing back keys, facts and recordings', () => {
    for (const name of readdirSync(source)) {
      if (name !== MANIFEST && name !== 'postgres') copyFolder(join(source, name), join(dataDir, name))
    }
  })
  if (manifest.database)
    await step('Bringing back the database', () => restoreCluster(join(source, 'postgres'), dataDir))
  console.log(`Restored what was so at ${manifest.madeAt}. Start it with: npm start`)
}

function readManifest(source: string): Manifest {
  const file = join(source, MANIFEST)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Manifest
  throw new Problem(`${source} is no whole backup.`, 'A whole one has the file backup.json, which is written last.')
}

/** On another machine the user that runs Postgres has another id. */
function restoreCluster(source: string, dataDir: string): void {
  const { folder, owner } = findPostgres(dataDir)
  rmSync(folder, { recursive: true, force: true })
  copyFolder(source, folder)
  if (!owner) return
  const { status, stderr } = spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, folder], { encoding: 'utf8' })
  if (status !== 0) throw new Problem(`The database could not be given to its user: ${stderr}`, 'Start it as root.')
}
