import { createServer, type AddressInfo } from 'node:net'

import { Registry } from 'prom-client'
import { afterEach, expect, test } from 'vitest'

import { metricsOf } from './registry'
import { serveMetrics, type ServedMetrics } from './serve-metrics'

const HERE = '127.0.0.1'
let served: ServedMetrics | undefined
afterEach(() => served?.close())

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, HERE, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test("a registry is served with Node's process metrics, also by a second server after the first", async () => {
  const registry = new Registry()
  metricsOf(registry).counter({ name: 'samsal_things_total', help: 'Things.' }).inc(3)
  const place = { port: await freePort(), listenAddress: HERE }
  for (let time = 0; time < 2; time += 1) {
    served = await serveMetrics(registry, place)
    const response = await fetch(`http://${HERE}:${place.port}/metrics`)
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    expect(await response.text()).toMatch(/samsal_things_total 3[^]*process_cpu_seconds_total/)
    served.close()
  }
})

test.each([
  ['another path', '/', 'GET'],
  ['another method', '/metrics', 'POST'],
])('%s is not found', async (_, path, method) => {
  const port = await freePort()
  served = await serveMetrics(new Registry(), { port, listenAddress: HERE })
  expect((await fetch(`http://${HERE}:${port}${path}`, { method })).status).toBe(404)
})

test('a port that is taken stops the start and is named', async () => {
  const port = await freePort()
  served = await serveMetrics(new Registry(), { port, listenAddress: HERE })
  await expect(serveMetrics(new Registry(), { port, listenAddress: HERE })).rejects.toThrow(
    `port ${port} (METRICS_PORT)`,
  )
})
