import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { webEnv } from '../env'
import { markSender } from './sender'
import { senderOf } from './sender-of'

const HSTS = 'max-age=31536000'

/**
 * Looks at every request before the framework does: notes who sent it, which nothing behind could tell from what the
 * sender wrote itself, and asks browsers to stay on https where the app is reached so.
 */
export function watchEdge(): void {
  const { TRUSTED_PROXIES, PUBLIC_URL } = webEnv()
  const isSecure = PUBLIC_URL.startsWith('https:')
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const forwarded = request.headers['x-forwarded-for']
    const forwardedFor = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
    const { remoteAddress: socketAddress } = request.socket
    markSender(request.headers, senderOf({ forwardedFor, socketAddress, trustedProxies: TRUSTED_PROXIES }))
    if (isSecure) response.setHeader('strict-transport-security', HSTS)
  })
}
