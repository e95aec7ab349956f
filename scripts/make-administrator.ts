// Creates an administrator: npm run make-administrator -- name@example.org
// Works whether or not Samsal is running.
import { spawn } from 'node:child_process'
import { build, bundlePath, ROOT } from './build.ts'
import { readOwnerUrl } from './postgres/cluster.ts'
import { reportProblem } from './problem.mjs'
import { buildEnvironments } from './supervisor/environments.ts'
import { openDataDir, openInstallation } from './supervisor/installation.ts'
import { takeLock } from './supervisor/lock.ts'
import { migrate } from './supervisor/migrate.ts'
import { readSecrets } from './supervisor/secrets.ts'
import { readSettings } from './supervisor/settings.ts'

try {
  process.exitCode = await makeAdministrator()
} catch (error) {
  reportProblem(error)
}

async function makeAdministrator(): Promise<number> {
  const settings = readSettings(process.env)
  await build()
  const dataDir = openDataDir(settings.dataDir)
  if (!settings.databaseUrl && (await isRunning(dataDir))) {
    const secrets = readSecrets(dataDir, process.env)
    return await run(buildEnvironments({ ...settings, dataDir }, secrets, readOwnerUrl(dataDir)).makeAdministrator)
  }
  const installation = await openInstallation(settings)
  try {
    await migrate(installation.environments.migrate)
    return await run(installation.environments.makeAdministrator)
  } finally {
    await installation.close()
  }
}

async function isRunning(dataDir: string): Promise<boolean> {
  const lock = await takeLock(`postgres ${dataDir}`)
  await lock?.release()
  return lock === null
}

/** The terminal is passed on, so that the command can ask for a password. */
function run(env: NodeJS.ProcessEnv): Promise<number> {
  const args = ['--enable-source-maps', bundlePath('make-administrator'), ...process.argv.slice(2)]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
