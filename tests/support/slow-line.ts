import { networkInterfaces } from 'node:os'

import { startDelayingProxy, type DelayingProxy } from './delaying-proxy'
import { findFreeMediaPort, findFreePort } from './ports'
import { startSystem, type System } from './system'

/**
 * A separate loopback address, announced to browsers as the media server's, so that they reach it through the simulated
 * network.
 */
const LINE_ADDRESS = '127.0.0.2'

/**
 * A running system whose browsers reach media and signalling through one simulated network, which can be slow, lossy or
 * cut.
 */
export async function startBehindLine(address = LINE_ADDRESS): Promise<{ system: System; line: DelayingProxy }> {
  const [mediaPort, linePort, rtcPort] = await Promise.all([findFreePort(), findFreePort(), findFreeMediaPort()])
  const [system, line] = await Promise.all([
    startSystem({
      MEDIA_PORT: String(mediaPort),
      RTC_PORT: String(rtcPort),
      RTC_LISTEN_ADDRESS: '127.0.0.1',
      RTC_ANNOUNCED_ADDRESS: address,
      MEDIA_PUBLIC_URL: `http://${address}:${linePort}`,
    }),
    startDelayingProxy({
      listenAddress: address,
      tcp: [{ from: linePort, to: mediaPort }],
      udp: [{ from: rtcPort, to: rtcPort }],
    }),
  ])
  return { system, line }
}

/** The address of this machine in its network. Firefox offers no path to a loopback address. */
export function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  const own = addresses.find(({ family, internal }) => family === 'IPv4' && !internal)
  if (!own) throw new Error('this machine has no network, without which Firefox offers no path for media')
  return own.address
}
