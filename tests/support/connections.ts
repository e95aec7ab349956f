import type { Page } from 'playwright-core'

type Counted = { frames: number; voicePackets: number }

/** Keeps the connections that a page makes from its next load on, to be counted from outside. */
export async function holdConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held: RTCPeerConnection[] = []
    const Original = window.RTCPeerConnection
    Object.assign(window, { heldConnections: held })
    window.RTCPeerConnection = new Proxy(Original, {
      construct: (target, [configuration]: [RTCConfiguration]) => {
        const made = new target(configuration)
        held.push(made)
        return made
      },
    })
  })
}

/** Video frames and audio packets that the page has received, or sent, so far on connections that are still open. */
function countMedia(page: Page, direction: 'inbound-rtp' | 'outbound-rtp'): Promise<Counted> {
  return page.evaluate(async (type) => {
    const counted = { frames: 0, voicePackets: 0 }
    const { heldConnections } = window as unknown as { heldConnections: RTCPeerConnection[] }
    for (const connection of heldConnections.filter((one) => one.connectionState !== 'closed')) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type !== type) continue
        if (entry.kind === 'video') counted.frames += Number(entry.framesReceived ?? entry.framesSent ?? 0)
        else counted.voicePackets += Number(entry.packetsReceived ?? entry.packetsSent ?? 0)
      }
    }
    return counted
  }, direction)
}

/** What was received, or sent, in a while. */
export async function mediaIn(page: Page, direction: 'inbound-rtp' | 'outbound-rtp', ms: number): Promise<Counted> {
  const before = await countMedia(page, direction)
  await page.waitForTimeout(ms)
  const after = await countMedia(page, direction)
  return {
    frames: after.frames - before.frames,
    voicePackets: after.voicePackets - before.voicePackets,
  }
}
