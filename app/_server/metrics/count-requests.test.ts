import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, expect, test, vi } from 'vitest'

import { countRequests } from './count-requests'
import { webMetrics } from './web-metrics'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function serve(answer: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return (server.address() as AddressInfo).port
}

const counted = async () =>
  (await webMetrics().registry.getSingleMetricAsString('samsal_web_http_requests_total')).split('\n')

test('requests are counted by template, method and class; operator requests and aborted ones are separate', async () => {
  const own = await serve((_, response) => void response.end())
  countRequests({ templateOf: (url) => (url === '/known' ? '/known' : 'other'), exceptPort: own })
  const cut = new AbortController()
  const port = await serve((request, response) => {
    if (request.url === '/hangs') cut.abort()
    else response.writeHead(request.url === '/known' ? 200 : 404).end()
  })
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init)
  await ask('/known')
  await ask('/known', { method: 'POST' })
  await ask('/0b7c8a1e-5d0c-4a55-9d7a-1f2f3a4b5c6d')
  await fetch(`http://127.0.0.1:${own}/`)
  await expect(ask('/hangs', { signal: cut.signal })).rejects.toThrow('aborted')
  await vi.waitFor(async () =>
    expect((await counted()).filter((line) => line.startsWith('samsal_')).toSorted()).toEqual([
      'samsal_web_http_requests_total{route="/known",method="GET",status="2xx"} 1',
      'samsal_web_http_requests_total{route="/known",method="POST",status="2xx"} 1',
      'samsal_web_http_requests_total{route="other",method="GET",status="4xx"} 1',
      'samsal_web_http_requests_total{route="other",method="GET",status="aborted"} 1',
    ]),
  )
})
