// Starts Samsal: database, migrations, demo region, then media server, web app and jobs, each kept alive until SIGINT,
// SIGTERM or the end of the terminal. docs/running.md describes the environment.
import { build } from './build.ts'
import { assertPortsFree } from './supervisor/ports.ts'
import { openInstallation } from './supervisor/installation.ts'
import { migrate } from './supervisor/migrate.ts'
import { prepareDemo } from './supervisor/demo.ts'
import { describeMissingPrograms } from './supervisor/missing-programs.ts'
import { startServers, waitUntilServing } from './supervisor/servers.ts'
import { readSettings } from './supervisor/settings.ts'
import { assertTurnserver, startTurn } from './supervisor/turn.ts'
import { untilStopped } from './supervisor/until-stopped.ts'

await untilStopped(async (running, isStopping) => {
  const settings = readSettings(process.env)
  await assertPortsFree(settings)
  if (settings.turn) assertTurnserver(settings.turn)
  await build()
  const installation = await openInstallation(settings)
  running.installation = installation
  const { environments } = installation
  const hasDatabase = settings.parts.some((part) => part !== 'media')
  if (hasDatabase) await migrate(environments.migrate)
  const demo = hasDatabase ? await prepareDemo(installation) : null
  if (isStopping()) return
  running.servers = [...startServers(settings, environments), ...(await startTurn(installation))]
  await waitUntilServing(settings)
  const isWeb = settings.parts.includes('web')
  console.log(
    isWeb ? `\nSamsal is ready: http://localhost:${settings.port}` : `\nSamsal runs here: ${settings.parts.join(', ')}`,
  )
  for (const line of describeMissingPrograms(process.env.PATH)) console.log(line)
  const signIns = await demo?.describe()
  if (signIns) console.log(`\n${signIns}\n`)
})
