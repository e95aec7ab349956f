import { lookup, type LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'

const MAX_BYTES = 256 * 1_024
const NO_BODY = [101, 204, 205, 304]

/** Ranges of IPv4 that do not lead to a public host: private, local, shared, reserved, for tests, multicast. */
const PRIVATE_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]
/** Of IPv6 only this range is public, without what it sets aside for tunnels to other addresses and for examples. */
const GLOBAL_V6 = '2000::/3'
const OTHERWISE_V6 = ['2001::/23', '2001:db8::/32', '2002::/16']

const blocked = listOf(PRIVATE_V4, 'ipv4')
const globalV6 = listOf([GLOBAL_V6], 'ipv6')
const otherwiseV6 = listOf(OTHERWISE_V6, 'ipv6')

/** A request that was not sent: the address does not use https, or leads to a private network. */
export class RequestForbidden extends Error {
  readonly reason: 'not-https' | 'private-address'

  constructor(reason: RequestForbidden['reason']) {
    super(`the request was not sent: ${reason}`)
    this.name = 'RequestForbidden'
    this.reason = reason
  }
}

/** Whether an IP address leads to a host of the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !blocked.check(address, 'ipv4')
  return version === 6 && globalV6.check(address, 'ipv6') && !otherwiseV6.check(address, 'ipv6')
}

type Asking = {
  method: string
  headers: Record<string, string>
  /** A form, or nothing. */
  body?: unknown
  signal?: AbortSignal | undefined
}

/**
 * Requests an address that somebody typed, without reaching what only our own machine can reach: https alone, the
 * address that is checked is the one that is connected to, no redirect is followed, and a long response is cut off.
 * `internalOrigins` are exempt, because an operator has named them.
 * @throws RequestForbidden; an `Error` when there is no response in time.
 */
export function fetchOutside(internalOrigins: readonly string[]) {
  return async (address: string, { method, headers, body, signal }: Asking): Promise<Response> => {
    const url = new URL(address)
    const isInternal = internalOrigins.includes(url.origin)
    if (url.protocol !== 'https:' && !isInternal) throw new RequestForbidden('not-https')
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // An address that is written as a number is connected to without being looked up.
    if (!isInternal && isIP(host) !== 0 && !isPublicAddress(host)) throw new RequestForbidden('private-address')
    return send(url, { method, headers, body, signal }, isInternal ? lookup : lookUpPublic)
  }
}

function send(url: URL, { method, headers, body, signal }: Asking, look: typeof lookup): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    const sent = body instanceof URLSearchParams ? body.toString() : undefined
    const asked = request(
      url,
      { method, headers, lookup: look, ...(signal && { signal }), agent: false },
      (response) => {
        const parts: Buffer[] = []
        let length = 0
        response.on('data', (part: Buffer) => {
          length += part.length
          if (length > MAX_BYTES) response.destroy(new Error('the response is too long'))
          else parts.push(part)
        })
        response.once('error', reject)
        response.once('end', () => {
          const status = response.statusCode ?? 0
          const named = Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
            value === undefined ? [] : [[name, String(value)]],
          )
          const content = NO_BODY.includes(status) ? null : Buffer.concat(parts)
          resolve(new Response(content, { status, headers: named }))
        })
      },
    )
    asked.once('error', reject)
    asked.end(sent)
  })
}

/** Looks a host up, and refuses it when any of its addresses is private. */
const lookUpPublic = ((host: string, options: object, done: (error: Error | null, ...found: unknown[]) => void) => {
  lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error)
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return done(new RequestForbidden('private-address'))
    const [first] = addresses
    if ('all' in options && options.all) return done(null, addresses)
    return done(null, first?.address, first?.family)
  })
}) as typeof lookup

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits] = range.split('/')
    list.addSubnet(net, Number(bits), family)
  }
  return list
}
