import { isIP } from 'node:net'

const GROUPS = 8
/** The IPv6 prefix of one household or office: somebody with one of its addresses can use all others. */
const NETWORK_GROUPS = 4

type Seen = {
  /** `X-Forwarded-For` as received; each proxy appends the address it received the request from. */
  forwardedFor: string | undefined
  /** The peer address of the connection. */
  socketAddress: string | undefined
  /** Number of our proxies in front of the web app. */
  trustedProxies: number
}

/**
 * The sender of a request, for rate limits: counted from the right of the forwarded addresses, so that forged entries
 * are ignored. A request that bypassed the proxies counts by the address of its connection.
 */
export function senderOf({ forwardedFor, socketAddress, trustedProxies }: Seen): string {
  const own = plainAddress(socketAddress ?? '')
  const chain = [...(forwardedFor ?? '').split(',').filter((one) => one.trim() !== ''), own]
  const said = plainAddress(chain.at(-1 - trustedProxies) ?? '')
  return networkOf(isIP(said) === 0 ? own : said)
}

/** Without port, brackets, zone and the IPv4-mapped prefix. */
function plainAddress(text: string): string {
  const bare = text.trim().replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
  const withoutPort = /^[\d.]+:\d+$/.test(bare) ? bare.slice(0, bare.indexOf(':')) : bare
  return withoutPort.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '')
}

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const { hostname } = new URL(`http://[${address}]/`)
  const [front = '', back] = hostname.slice(1, -1).split('::')
  const before = front === '' ? [] : front.split(':')
  const after = back ? back.split(':') : []
  const zeros = back === undefined ? 0 : GROUPS - before.length - after.length
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, NETWORK_GROUPS).join(':')
}
