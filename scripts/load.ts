// Runs simulated endpoints against this installation's media server: npm run load -- --phones audio=100,small=50
// docs/load.md describes every option.
import { spawn } from 'node:child_process'
import { buildServers, bundlePath, ROOT } from './build.ts'
import { reportProblem } from './problem.mjs'
import { openDataDir } from './supervisor/installation.ts'
import { readSecrets } from './supervisor/secrets.ts'
import { readSettings } from './supervisor/settings.ts'

/** Most packets are garbage immediately; with a larger young generation the tester collects less often. */
const YOUNG_SPACE = '--max-semi-space-size=64'

try {
  process.exitCode = await load()
} catch (error) {
  reportProblem(error)
  process.exitCode = 1
}

async function load(): Promise<number> {
  const settings = readSettings(process.env)
  const secrets = readSecrets(openDataDir(settings.dataDir), process.env)
  await buildServers()
  const env = {
    ...process.env,
    LOAD_URL: `http://127.0.0.1:${settings.mediaPort}`,
    TICKET_PRIVATE_KEY: secrets.TICKET_PRIVATE_KEY,
  }
  const args = ['--enable-source-maps', YOUNG_SPACE, bundlePath('load'), ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' })
  return await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
