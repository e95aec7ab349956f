import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { serveMetrics } from '@/metrics/serve-metrics'

import { webEnv } from '../env'
import { countRequests } from './count-requests'
import { makeTemplateFinder, routesManifest } from './route-templates'
import { webMetrics } from './web-metrics'

/** Serves the web app's metrics at the operator's address, and counts requests; does nothing without a port. */
export async function startWebMetrics(): Promise<void> {
  const { METRICS_PORT: port, METRICS_LISTEN_ADDRESS: listenAddress } = webEnv()
  if (port === undefined) return
  countRequests({ templateOf: makeTemplateFinder(await readRoutes()), exceptPort: port })
  await serveMetrics(webMetrics().registry, { port, listenAddress })
}

async function readRoutes() {
  const text = await readFile(join(/* turbopackIgnore: true */ process.cwd(), '.next', 'routes-manifest.json'), 'utf8')
  return routesManifest.parse(JSON.parse(text))
}
