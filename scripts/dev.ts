// Samsal for development: the same supervisor and database as `npm start`, pages with hot reload, media server and jobs
// restarted when one of their files changes, and an open inspector for each process.
// npm run dev              with the contents of .data, or a new demo region
// npm run dev:reset        deletes the demo region first; a folder with anything else is left alone
import { rmSync } from 'node:fs'
import { buildServers } from './build.ts'
import { watchBundle, watchLightPages } from './dev/watch-bundle.ts'
import { assertNotInUse } from './embedded-postgres.ts'
import { assertNothingButDemo, prepareDemo } from './supervisor/demo.ts'
import { findInspectors } from './supervisor/inspectors.ts'
import { openInstallation } from './supervisor/installation.ts'
import { migrate } from './supervisor/migrate.ts'
import { assertPortsFree } from './supervisor/ports.ts'
import { startServers, waitUntilServing } from './supervisor/servers.ts'
import { readSettings } from './supervisor/settings.ts'
import { untilStopped } from './supervisor/until-stopped.ts'

/** The first health request compiles the page and what it imports. */
const FIRST_COMPILE_MS = 180_000

await untilStopped(async (running, isStopping) => {
  const settings = readSettings({ MEDIA_WORKERS: '1', ...process.env })
  await assertPortsFree(settings)
  if (process.argv.includes('--reset')) {
    assertNothingButDemo(settings.dataDir)
    await assertNotInUse(settings.dataDir)
    rmSync(settings.dataDir, { recursive: true, force: true })
  }
  await buildServers()
  const restart = (name: string) => void running.servers.find((server) => server.name === name)?.restart()
  const watched = await Promise.all(
    (['media-server', 'jobs'] as const).map((name) => watchBundle(name, { onRebuilt: () => restart(name) })),
  )
  watched.push(await watchLightPages())
  running.close = async () => {
    await Promise.all(watched.map((stop) => stop()))
  }
  const installation = await openInstallation(settings)
  running.installation = installation
  await migrate(installation.environments.migrate)
  const demo = await prepareDemo(installation)
  if (isStopping()) return
  const inspectors = await findInspectors()
  running.servers = startServers(settings, installation.environments, { inspectors })
  await waitUntilServing(settings, FIRST_COMPILE_MS)
  console.log(`\nSamsal is ready: http://localhost:${settings.port}`)
  for (const [name, port] of Object.entries(inspectors)) console.log(`inspector of ${name}: 127.0.0.1:${port}`)
  const signIns = await demo.describe()
  if (signIns) console.log(`\n${signIns}\n`)
})
