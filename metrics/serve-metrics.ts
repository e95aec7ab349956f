import { createServer, type RequestListener } from 'node:http'

import { collectDefaultMetrics, type Registry } from 'prom-client'

export type MetricsPlace = { port: number; listenAddress: string }
export type ServedMetrics = { close: () => void }

/** Metrics of the process itself, under Node's usual names. */
const OF_THE_PROCESS = 'process_cpu_seconds_total'

/**
 * Serves a registry at `/metrics` on a separate port for the operator, never on a public one. It does not keep the
 * process alive.
 * @throws when it cannot listen there.
 */
export async function serveMetrics(registry: Registry, { port, listenAddress }: MetricsPlace): Promise<ServedMetrics> {
  if (!registry.getSingleMetric(OF_THE_PROCESS)) collectDefaultMetrics({ register: registry })
  const server = createServer(answer(registry)).unref()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`metrics cannot listen on port ${port} (METRICS_PORT)`, { cause })),
    )
    server.listen(port, listenAddress, resolve)
  })
  return {
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(registry: Registry): RequestListener {
  return (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end()
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    )
  }
}
