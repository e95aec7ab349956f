// Starts Samsal: database, migrations, demo region, then media server, web app and jobs, each kept alive until
// SIGINT, SIGTERM or the end of the terminal. docs/running.md describes what the environment can say.
import { reportProblem } from './problem.mjs'
import { build } from './build.ts'
import { assertPortsFree } from './supervisor/ports.ts'
import { openInstallation, type Installation } from './supervisor/installation.ts'
import { migrate } from './supervisor/migrate.ts'
import { prepareDemo } from './supervisor/demo.ts'
import { recordingHint } from './supervisor/recording-hint.ts'
import { startServers, waitUntilServing } from './supervisor/servers.ts'
import { readSettings } from './supervisor/settings.ts'
import { assertTurnserver, startTurn } from './supervisor/turn.ts'
import type { Kept } from './supervisor/keep-alive.ts'

let installation: Installation | undefined
let servers: Kept[] = []
let stopping: Promise<void> | undefined

process.on('SIGINT', () => void shutDown('SIGINT'))
process.on('SIGTERM', () => void shutDown('SIGTERM'))
process.on('SIGHUP', () => void shutDown('SIGHUP'))
// A terminal that was closed can no longer be written to; that must not keep us from stopping in order.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

try {
  await start()
} catch (error) {
  if (!stopping) {
    reportProblem(error)
    await stopAll()
    process.exit(1)
  }
}

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  await assertPortsFree(settings)
  if (settings.turn) assertTurnserver(settings.turn)
  await build()
  installation = await openInstallation(settings)
  const { environments } = installation
  const hasDatabase = settings.parts.some((part) => part !== 'media')
  if (hasDatabase) await migrate(environments.migrate)
  const demo = hasDatabase ? await prepareDemo(installation) : null
  if (stopping) return
  servers = [...startServers(settings, environments), ...(await startTurn(installation))]
  await waitUntilServing(settings)
  const isWeb = settings.parts.includes('web')
  console.log(
    isWeb ? `\nSamsal is ready: http://localhost:${settings.port}` : `\nSamsal runs here: ${settings.parts.join(', ')}`,
  )
  const hint = recordingHint(process.env.PATH)
  if (hint) console.log(hint)
  const signIns = await demo?.describe()
  if (signIns) console.log(`\n${signIns}\n`)
}

async function shutDown(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return
  console.log(`\nStopping (${signal}).`)
  stopping = stopAll()
  await stopping
  process.exit(0)
}

/** The database last: the others still write to it while they end. */
async function stopAll(): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()))
  await installation?.close()
}
