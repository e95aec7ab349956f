import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

import { MAX_IMAGE_BYTES } from '@/domain/materials/limits'

import { webEnv } from '../env'
import { leadOn } from './lead-on'
import { watchReached } from './reached'
import { markSender } from './sender'
import { senderOf } from './sender-of'

const HSTS = 'max-age=31536000'
/** The size of the longest form of a page, with a margin; `next.config.ts` has the same. */
const FORM_MAX_BYTES = 262_144
/** The largest limit of any route, for two images of a slide; most take a thousandth (`answer-api.ts`). */
const ROUTE_MAX_BYTES = 2 * MAX_IMAGE_BYTES + 65_536
const ROUTES = '/api/'
const BRING_NOTHING = ['GET', 'HEAD', 'OPTIONS']
const CONTENT_TOO_LARGE = 413
const BAD_REQUEST = 400
const INTERNAL_ERROR = 500
/** Not kept by the browser: the address may have a secret. */
const TEMPORARY_REDIRECT = 307

type Asked = { request: IncomingMessage; response: ServerResponse; server: Server }

/**
 * Runs before the framework, which would buffer a body before any of our code sees it: refuses bodies that are too long
 * or do not declare their length, and addresses that are not valid text; records the sender, which later code could not
 * tell from forged headers; leads mangled links to the page that was meant; and sends HSTS where the app is reached by https.
 */
export function guardEdge(): void {
  const guarded = new WeakSet<Server>()
  // Published before the server notifies its listeners, so that the first request is guarded too.
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
    const meant = request.method === 'GET' || request.method === 'HEAD' ? leadOn(request.url ?? '') : null
    if (isTooLong(request)) response.writeHead(CONTENT_TOO_LARGE, { connection: 'close' }).end()
    else if (meant !== null)
      response.writeHead(TEMPORARY_REDIRECT, { location: meant, 'cache-control': 'no-store' }).end()
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
 * A request that the framework could not parse, before any of our code ran, is the client's error. The framework would
 * report it as its own, and alert operators for nothing.
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

/** The framework throws on an address with bytes that are not text. */
function isAddress({ url = '' }: IncomingMessage): boolean {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '') !== ''
  } catch {
    return false
  }
}

/** A body without a declared length arrives in chunks, for as long as the client likes. */
function isTooLong({ headers, method = '', url = '' }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true
  const length = Number(headers['content-length'] ?? 0)
  if (BRING_NOTHING.includes(method)) return length > 0
  return length > (url.startsWith(ROUTES) ? ROUTE_MAX_BYTES : FORM_MAX_BYTES)
}
