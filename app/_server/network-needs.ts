import { webEnv } from './env'
import { mediaUrlFor } from './media-address'

/** Traffic that a network has to allow, described by the keys `sheet.<use>`. */
export type NetworkNeed = {
  use: 'web' | 'signalling' | 'mediaUdp' | 'mediaTcp' | 'turn'
  address: string
  protocol: 'TCP' | 'UDP'
  ports: string
}

type Addresses = {
  publicUrl: string
  mediaUrl: string
  rtcAddress: string | undefined
  rtcPort: number
  rtcPorts: number
  turnUrl: string | undefined
}

/** The traffic that municipalities' networks have to allow to this installation. */
export function readNetworkNeeds(): NetworkNeed[] {
  const env = webEnv()
  return listNetworkNeeds({
    publicUrl: env.PUBLIC_URL,
    mediaUrl: mediaUrlFor(new URL(env.PUBLIC_URL).hostname),
    rtcAddress: env.RTC_ANNOUNCED_ADDRESS,
    rtcPort: env.RTC_PORT,
    rtcPorts: env.RTC_PORTS,
    turnUrl: env.TURN_URL,
  })
}

export function listNetworkNeeds(given: Addresses): NetworkNeed[] {
  const { publicUrl, mediaUrl, rtcAddress, rtcPort, rtcPorts, turnUrl } = given
  const media = { address: rtcAddress ?? new URL(publicUrl).hostname, ports: range(rtcPort, rtcPorts) }
  // A TURN address has no slashes, so URL cannot parse it.
  const turn = /^turns:(.+):(\d+)/.exec(turnUrl ?? '')
  return [
    { use: 'web', protocol: 'TCP', ...hostOf(publicUrl) },
    { use: 'signalling', protocol: 'TCP', ...hostOf(mediaUrl) },
    { use: 'mediaUdp', protocol: 'UDP', ...media },
    { use: 'mediaTcp', protocol: 'TCP', ...media },
    ...(turn?.[1] && turn[2] ? [{ use: 'turn', protocol: 'TCP', address: turn[1], ports: turn[2] } as const] : []),
  ]
}

function hostOf(address: string): { address: string; ports: string } {
  const { hostname, port, protocol } = new URL(address)
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  return { address: hostname, ports: port || (isSecure ? '443' : '80') }
}

function range(first: number, count: number): string {
  return count === 1 ? String(first) : `${first}–${first + count - 1}`
}
