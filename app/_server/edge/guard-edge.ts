import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

import { MAX_IMAGE_BYTES } from '@/domain/materials/limits'

import { webEnv } from '../env'
import { watchReached } from './reached'
import { markSender } from './sender'
import { senderOf } from './sender-of'

const HSTS = 'max-age=31536000'
/** What the longest form of a page sends, with room to spare; `next.config.ts` has the same. */
const FORM_MAX_BYTES = 262_144
/** The longest that any route takes, two pictures of a page of slides; most take a thousandth (`answer-api.ts`). */
const ROUTE_MAX_BYTES = 2 * MAX_IMAGE_BYTES + 65_536
const ROUTES = '/api/'
const BRING_NOTHING = ['GET', 'HEAD', 'OPTIONS']
const CONTENT_TOO_LARGE = 413
const BAD_REQUEST = 400
const INTERNAL_ERROR = 500

type Asked = { request: IncomingMessage; response: ServerResponse; server: Server }

/**
 * Stands before the framework, which would take in what is sent to a page before it lets anybody look at it: refuses
 * what is too long or does not say how long it is, and addresses that are no text, notes who sent it, which nothing behind could tell from what the
 * sender wrote itself, and asks browsers to stay on https where the app is reached so.
 */
export function guardEdge(): void {
  const guarded = new WeakSet<Server>()
  // Published before the server tells its listeners, so that the first request is guarded too.
  subscribe('http.server.request.start', (message) => {
    const { server } = message as Asked
    if (guarded.has(server)) return
    guarded.add(server)
    guard(server)
  })
}

function guard(server: Server): void {
  const behind = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    mark(request, response)
    if (isTooLong(request)) response.writeHead(CONTENT_TOO_LARGE, { connection: 'close' }).end()
    else if (!isAddress(request)) response.writeHead(BAD_REQUEST, { 'cache-control': 'no-store' }).end()
    else
      watchReached((isReached) => {
        if (BRING_NOTHING.every((method) => method !== request.method)) blameSender(response, isReached)
        for (const listener of behind) listener.call(server, request, response)
      })
  })
}

function mark({ headers, socket }: IncomingMessage, response: ServerResponse): void {
  const { TRUSTED_PROXIES: trustedProxies, PUBLIC_URL } = webEnv()
  const forwarded = headers['x-forwarded-for']
  const forwardedFor = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
  markSender(headers, senderOf({ forwardedFor, socketAddress: socket.remoteAddress, trustedProxies }))
  if (PUBLIC_URL.startsWith('https:')) response.setHeader('strict-transport-security', HSTS)
}

/**
 * What the framework could not read, before any code of ours was asked, is a fault of who sent it. It would say that of
 * itself, and whoever watches would be called for nothing.
 */
function blameSender(response: ServerResponse, isReached: () => boolean): void {
  const writeHead = response.writeHead.bind(response)
  Object.assign(response, {
    writeHead: (status: number, ...rest: []) => {
      const isSenders = status === INTERNAL_ERROR && !isReached()
      return writeHead(isSenders ? BAD_REQUEST : status, ...rest)
    },
  })
}

/** The framework breaks at bytes in an address that are no text. */
function isAddress({ url = '' }: IncomingMessage): boolean {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '') !== ''
  } catch {
    return false
  }
}

/** A body that does not say its length comes in parts, until whoever sends it has had enough. */
function isTooLong({ headers, method = '', url = '' }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true
  const length = Number(headers['content-length'] ?? 0)
  if (BRING_NOTHING.includes(method)) return length > 0
  return length > (url.startsWith(ROUTES) ? ROUTE_MAX_BYTES : FORM_MAX_BYTES)
}
