import type { WebRtcTransport } from 'mediasoup/types'

import type { PlacedRouter } from './worker-pool'

const ICE_CONSENT_TIMEOUT_SECONDS = 8

/** One direction of one browser's media, on the port of the router's worker. */
export function makeTransport({ router, worker }: PlacedRouter): Promise<WebRtcTransport> {
  return router.createWebRtcTransport({
    webRtcServer: worker.webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    iceConsentTimeout: ICE_CONSENT_TIMEOUT_SECONDS,
  })
}
