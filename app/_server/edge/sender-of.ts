import { isIP } from 'node:net'

const GROUPS = 8
/** What one household or office holds of IPv6: whoever has one address of it can take all others. */
const NETWORK_GROUPS = 4

type Seen = {
  /** `X-Forwarded-For` as it came; each proxy adds at its end whom it heard it from. */
  forwardedFor: string | undefined
  /** The other end of the connection. */
  socketAddress: string | undefined
  /** How many proxies of ours stand before the web app. */
  trustedProxies: number
}

/**
 * Who sent a request, as limits count: counted from the right of what forwarded it, so that nothing a sender writes
 * there itself is believed. Whoever came past the proxies counts as the address of its own connection.
 */
export function senderOf({ forwardedFor, socketAddress, trustedProxies }: Seen): string {
  const own = plainAddress(socketAddress ?? '')
  const chain = [...(forwardedFor ?? '').split(',').filter((one) => one.trim() !== ''), own]
  const said = plainAddress(chain.at(-1 - trustedProxies) ?? '')
  return networkOf(isIP(said) === 0 ? own : said)
}

/** Without port, brackets, zone and the dress of IPv4 in IPv6. */
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
