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
export async function startBehindLine(): Promise<{ system: System; line: DelayingProxy }> {
  const [mediaPort, linePort, rtcPort] = await Promise.all([findFreePort(), findFreePort(), findFreeMediaPort()])
  const [system, line] = await Promise.all([
    startSystem({
      MEDIA_PORT: String(mediaPort),
      RTC_PORT: String(rtcPort),
      RTC_LISTEN_ADDRESS: '127.0.0.1',
      RTC_ANNOUNCED_ADDRESS: LINE_ADDRESS,
      MEDIA_PUBLIC_URL: `http://${LINE_ADDRESS}:${linePort}`,
    }),
    startDelayingProxy({
      listenAddress: LINE_ADDRESS,
      tcp: [{ from: linePort, to: mediaPort }],
      udp: [{ from: rtcPort, to: rtcPort }],
    }),
  ])
  return { system, line }
}
