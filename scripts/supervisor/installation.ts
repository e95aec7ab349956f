import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startEmbeddedPostgres } from '../embedded-postgres.ts'
import { Problem } from '../problem.mjs'
import { step } from '../progress.mjs'
import { decideDemo } from './demo.ts'
import { buildEnvironments, type Environments } from './environments.ts'
import { reportDeath } from './report-death.ts'
import { readSecrets } from './secrets.ts'
import type { Settings } from './settings.ts'

/** The data folder with its secrets, and a running database. */
export type Installation = {
  settings: Settings
  environments: Environments
  turnSecret: string
  close(): Promise<void>
}

/** Opens the data folder and starts its database, unless DATABASE_URL names another. */
export async function openInstallation(given: Settings): Promise<Installation> {
  const settings = { ...given, dataDir: openDataDir(given.dataDir) }
  const isMediaOnly = settings.parts.every((part) => part === 'media')
  const secrets = readSecrets(settings.dataDir, process.env, { isMediaOnly })
  const turnSecret = secrets.TURN_SECRET
  if (isMediaOnly) {
    const environments = buildEnvironments(settings, secrets, undefined)
    return { settings, environments, turnSecret, close: async () => {} }
  }
  if (settings.databaseUrl) {
    const environments = buildEnvironments(settings, secrets, settings.databaseUrl)
    return { settings, environments, turnSecret, close: async () => {} }
  }
  const isNew = !existsSync(join(settings.dataDir, 'postgres', 'PG_VERSION'))
  if (isNew) decideDemo(settings.dataDir, settings.hasDemo)
  const database = await step(!isNew ? 'Starting the database' : 'Making the database', () =>
    startEmbeddedPostgres({ dataDir: settings.dataDir, onDeath: reportDeath }),
  )
  const environments = buildEnvironments(settings, secrets, database.ownerUrl)
  return { settings, environments, turnSecret, close: () => database.stop() }
}

/** Others may traverse the folder, as the user that runs Postgres must, but not list it. */
export function openDataDir(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 })
    accessSync(path, constants.W_OK)
    return realpathSync(resolve(path))
  } catch (cause) {
    throw new Problem(
      `The data folder ${resolve(path)} cannot be written.`,
      'Set DATA_DIR to a folder that can be written.',
      { cause },
    )
  }
}
