import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { webMetrics } from './web-metrics'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

type Counting = {
  templateOf: (url: string) => string
  /** Requests to this port are the operator's. */
  exceptPort: number
}

/** Counts every request of this process from the outside: routes and pages need no code for it. */
export function countRequests({ templateOf, exceptPort }: Counting): void {
  const { requests, requestSeconds } = webMetrics()
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (request.socket.localPort === exceptPort) return
    const route = templateOf(request.url ?? '')
    const method = METHODS.find((one) => one === request.method) ?? 'other'
    const end = requestSeconds.startTimer({ route })
    response.once('close', () => {
      end()
      const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted'
      requests.inc({ route, method, status })
    })
  })
}
